import { type RouteConfig, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { sql } from 'kysely';
import { isPersonal } from '../../src/bridge/redact.ts';
import { type FieldType, trackSchemas } from '../../src/core/events.ts';
import { acceptAttribution } from './attribution/token.ts';
import { isForMinors } from './channels.ts';
import type { App, Bank, Env } from './context.ts';
import { retrying } from './db/retry.ts';
import { admit } from './partners.ts';
import { Problem, problemSchema } from './problem.ts';

/** Most bytes of one delivery. A beacon cannot be larger than the browsers' 64 KiB. */
const maxBytes = 256 * 1024;
/** Most bytes of a refused delivery that are still read. */
const drainBytes = 16 * 1024 * 1024;
/** Most attribution tokens of one delivery that are looked at; a page has one. */
const maxTokens = 8;
/** Most events of one delivery. */
const maxEvents = 500;

const text = z.string().min(1).max(256);
/** What of CloudEvents 1.0 the collector asks for; extension attributes pass unread. */
const eventSchema = z.object({
  specversion: z.literal('1.0'),
  id: text,
  source: text,
  type: text.refine((type) => !isPersonal('type', type), 'holds a number of a person’s'),
  time: z.iso.datetime({ offset: true }).optional(),
  subject: text.optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  // Never a reason to refuse the event: what is no token of ours is dropped by itself.
  attribution: z.unknown().optional(),
});

/** What a field of the inventory may hold, as the SDK sends it. */
const forms: Record<FieldType, z.ZodType> = {
  id: z.string().regex(/^[\w.-]{1,64}$/),
  count: z.int().min(0),
  ratio: z.number().min(0).max(1),
  flag: z.boolean(),
};
const inventory = new Map<string, Readonly<Record<string, FieldType>>>(
  Object.entries(trackSchemas).map(([name, { version, fields }]) => [`inlay.${name}.v${version}`, fields]),
);

const receiptSchema = z
  .object({
    accepted: z.number().int(),
    duplicate: z.number().int(),
    rejected: z.array(z.object({ index: z.number().int(), id: z.string().optional(), detail: z.string() })),
  })
  .openapi('EventReceipt');

const query = z.object({ k: z.string().min(1).max(64).openapi({ description: 'The partner’s write key' }) });
const problems = {
  default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
};
const batchRoute: RouteConfig = {
  method: 'post',
  path: '/v1/events',
  request: {
    query,
    body: { content: { 'application/cloudevents-batch+json': { schema: z.array(eventSchema) } } },
  },
  responses: {
    202: { description: 'Taken', content: { 'application/json': { schema: receiptSchema } } },
    ...problems,
  },
};
const beaconRoute: RouteConfig = {
  method: 'post',
  path: '/v1/events/beacon',
  request: { query, body: { content: { 'text/plain': { schema: z.string() } } } },
  responses: { 204: { description: 'Taken' }, ...problems },
};

/** Adds the collector. Both routes take the same JSON; resent events are known by source and id. */
export function addEventRoutes(app: App, bank: Bank): void {
  // Only described by the routes above, not validated by them: one malformed event must not refuse its batch.
  app.openAPIRegistry.registerPath(batchRoute);
  app.openAPIRegistry.registerPath(beaconRoute);
  app.post('/v1/events', async (c) => c.json(await take(bank, c), 202));
  app.post('/v1/events/beacon', async (c) => {
    await take(bank, c);
    return c.body(null, 204);
  });
}

async function take(bank: Bank, c: Context<Env>): Promise<z.infer<typeof receiptSchema>> {
  // In this version a partner's write key is its id: publishable, and worth no more than the origin beside it.
  const { partner } = await admit(bank, c, c.req.query('k') ?? '');
  const items = parseBatch(await readLimited(c.req.raw));
  if (await isForMinors(bank, partner.id)) {
    // What a page sent before it knew what it is for; such a page is silent (T9).
    const detail = 'nothing is kept of pages for minors';
    return { accepted: 0, duplicate: 0, rejected: items.map((_, index) => ({ index, detail })) };
  }
  const rejected: z.infer<typeof receiptSchema>['rejected'] = [];
  const good: z.infer<typeof eventSchema>[] = [];
  items.forEach((item, index) => {
    const parsed = eventSchema.safeParse(item);
    if (parsed.success) return good.push(parsed.data);
    const id = (item as { id?: unknown } | null)?.id;
    const issue = parsed.error.issues[0];
    const detail = `${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'malformed'}`;
    return rejected.push({ index, ...(typeof id === 'string' ? { id: id.slice(0, 256) } : {}), detail });
  });
  const accepted = good.length ? await store(bank, partner.id, good) : 0;
  return { accepted, duplicate: good.length - accepted, rejected };
}

/**
 * Reads a body to its end but keeps no more than the limit: an answer before the end would reach a browser as a broken
 * connection, which a client takes for a reason to send the same again.
 */
async function readLimited(request: Request): Promise<string> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size <= maxBytes) kept.push(chunk);
    if (size > drainBytes) break;
  }
  if (size > maxBytes) throw new Problem('payload_too_large', `A delivery has at most ${maxBytes} bytes`);
  return Buffer.concat(kept).toString();
}

function parseBatch(body: string): unknown[] {
  let items: unknown;
  try {
    items = JSON.parse(body);
  } catch {
    throw new Problem('invalid_request', 'The body is not JSON');
  }
  if (!Array.isArray(items)) throw new Problem('invalid_request', 'The body is not a batch (a JSON array)');
  if (items.length > maxEvents) throw new Problem('payload_too_large', `A batch has at most ${maxEvents} events`);
  return items;
}

/**
 * Of an event's data what the inventory has for its kind, and no number of a person's: any page can send anything (T3, T4).
 * A kind or version that is not known, as a later SDK's, is kept without data.
 */
function fieldsOf(type: string, data: Record<string, unknown> = {}): Record<string, unknown> | null {
  const fields = inventory.get(type);
  if (!fields) return null;
  const lawful = Object.entries(fields).filter(
    ([key, kind]) =>
      Object.hasOwn(data, key) &&
      forms[kind].safeParse(data[key]).success &&
      !isPersonal(key, `${data[key] as string}`),
  );
  return Object.fromEntries(lawful.map(([key]) => [key, data[key]]));
}

async function store(bank: Bank, partner: string, events: z.infer<typeof eventSchema>[]): Promise<number> {
  const tokens = new Set(events.map((event) => event.attribution).filter((token) => typeof token === 'string'));
  const known = new Map<unknown, string>();
  for (const token of [...tokens].slice(0, maxTokens)) {
    const accepted = await acceptAttribution(bank, token, partner, 'event');
    if (accepted) known.set(token, accepted.id);
  }
  const rows = events.map((event) => ({
    ...event,
    subject: event.subject && isPersonal('subject', event.subject) ? undefined : event.subject,
    data: fieldsOf(event.type, event.data),
    attribution: known.get(event.attribution) ?? null,
  }));
  const insert = sql`insert into event_log (source, id, type, time, subject, partner_id, data, attribution, received_at)
    select source, id, type, time, subject, ${partner}::text, data, attribution, ${bank.clock.now()}::bigint
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(source text, id text, type text, time text, subject text, data jsonb, attribution text)
    on conflict (source, id) do nothing returning id`;
  return (await retrying(() => insert.execute(bank.db))).rows.length;
}
