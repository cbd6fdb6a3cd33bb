import { globSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { inlayEvents } from '../../src/core/event-options.ts';
import { trackSchemas } from '../../src/core/events.ts';

const namesOf = <T extends object>(table: T) => z.enum(Object.keys(table) as [keyof T & string]);

const locale = z.enum(['zh-CN', 'zh-HK', 'en']);
const mode = z.enum(['standard', 'elder']);
const theme = z.enum(['light', 'dark', 'auto']);
const duration = z.string().regex(/^\d+(ms|s|min|h|d)$/);
const instant = z.iso.datetime({ offset: true });
const user = z.string().regex(/^lvtu-u-100[1-6]$/);
const consent = z.partialRecord(
  z.enum(['service', 'marketing', 'experience']),
  z.enum(['unknown', 'granted', 'denied']),
);
const attributes = z.record(z.string().regex(/^[a-z]+$/), z.string().nullable());

/** One answer of the bank that differs from the recorded one. */
const answer = z
  .union([
    z.literal('offline').describe('The network is away: nothing arrives, nothing comes back.'),
    z.literal('silence').describe('The call arrives and is never answered.'),
    z.literal('lost').describe('The bank does what it was asked; its answer is lost.'),
    z.literal('recorded').describe('As recorded: takes an earlier change back.'),
    z.strictObject({
      use: z.string().optional().describe('Name of another recorded answer, as in bank/*.json.'),
      change: z.record(z.string(), z.json()).optional().describe('Merge patch of its body (RFC 7396).'),
      status: z.int().optional(),
      body: z.json().optional().describe('A body of its own; a string goes out as it is.'),
    }),
  ])
  .meta({ id: 'Answer' });

/** Answers by request line; a list is used up from its start, its last one stays. */
const answers = z.record(
  z.string().regex(/^(GET|POST) \/[\w./-]+( [\w.-]+)?$/),
  z.union([answer, z.array(answer).min(1)]),
);

const part = z.enum(['act', 'second', 'retry', 'less', 'more', 'close', 'download', 'rules', 'shut']);

const step = z
  .union([
    z.strictObject({ wait: duration.describe('Time passes, with everything that falls due.') }),
    z.strictObject({ sleep: duration.describe('The device sleeps: timers stand still, then fire late.') }),
    z.strictObject({ tap: part, times: z.int().min(2).optional() }),
    z.strictObject({ return: z.literal(true).describe('The customer was away and comes back.') }),
    z.strictObject({ reload: z.literal(true).describe('The page is opened anew on the same device.') }),
    z.strictObject({ bank: answers }),
    z.strictObject({ settings: z.strictObject({ locale, mode, theme }).partial() }),
    z.strictObject({ attributes }),
    z.strictObject({ consent }),
    z.strictObject({ prevent: namesOf(inlayEvents).describe('From now on the page stops this event.') }),
    z.strictObject({ user: user.nullable().describe('Another user signs in at the partner, or everybody is gone.') }),
  ])
  .meta({ id: 'Step' });

const expectation = z.strictObject({
  status: z.enum(['loading', 'ready', 'busy', 'empty', 'error']),
  says: z.array(z.string().min(1)).optional().describe('Texts that stand there at the end.'),
  not: z.array(z.string().min(1)).optional().describe('Texts that do not.'),
  button: z.string().nullable().optional().describe('Label of the one act; null: there is none.'),
  enabled: z.boolean().optional(),
  events: z.array(namesOf(inlayEvents)).describe('All public events, in order.'),
  tracks: z.array(namesOf(trackSchemas)).optional().describe('All tracking records that left, in order.'),
  goes: z.array(z.string()).optional().describe('Where the customer was led: beginnings of addresses.'),
  asks: z.record(z.string(), z.int()).optional().describe('How often the bank was asked, by request line.'),
});

const scenario = z
  .strictObject({
    name: z.string().min(10),
    rules: z
      .array(z.string().regex(/^[A-Z]\d+$/))
      .optional()
      .describe('Rules of compliance it shows at work.'),
    now: instant.optional().describe('Instant at which the page is opened; that of the recording by default.'),
    user: user.optional().describe('Who is signed in at the partner; nobody by default.'),
    locale: locale.optional(),
    mode: mode.optional(),
    theme: theme.optional(),
    consent: consent.optional().describe('Everything is granted by default.'),
    attribution: z.string().optional(),
    attributes,
    bank: answers.optional(),
    steps: z.array(step).optional(),
    expect: expectation,
  })
  .meta({ id: 'Scenario' });

const file = z.strictObject({
  $schema: z.literal('./schema/scenario.schema.json'),
  widget: z.enum(['wealth-card', 'coupon-claim', 'points-redeem', 'app-banner']),
  scenarios: z.array(scenario).min(1),
});

export type ScenarioStep = z.infer<typeof step>;
export type ScenarioAnswer = z.infer<typeof answer>;
export type Part = z.infer<typeof part>;
export type Widget = z.infer<typeof file>['widget'];
/** A scenario with its widget. */
export interface Scenario extends z.infer<typeof scenario> {
  widget: Widget;
  file: string;
}

/** The JSON schema of a scenario file, for editors; it is generated from what checks them here. */
export const jsonSchema = (): object => z.toJSONSchema(file);

const folder = new URL('.', import.meta.url);
export const schemaFile = new URL('schema/scenario.schema.json', folder);

/** Reads all scenarios; throws with the file's name and the path of the first mistake. */
export function readScenarios(): Scenario[] {
  return globSync('*.json', { cwd: folder.pathname })
    .sort()
    .flatMap((name) => {
      const given: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
      const read = file.safeParse(given);
      if (!read.success) throw new Error(`${name}: ${z.prettifyError(read.error)}`);
      return read.data.scenarios.map((one) => ({ ...one, widget: read.data.widget, file: name }));
    });
}
