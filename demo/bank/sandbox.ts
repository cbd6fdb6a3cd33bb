import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { rfc3339 } from './clock.ts';
import type { App, Bank, Env } from './context.ts';
import { Problem } from './problem.ts';

const clockChange = z.object({
  /** RFC 3339 instant; the clock stands still there when `freeze` is true, else runs on from it. */
  at: z.iso.datetime({ offset: true }).optional(),
  freeze: z.boolean().optional(),
  /** Milliseconds to be ahead (or behind) of real time. */
  offsetMs: z.number().int().optional(),
});

const faultList = z.array(
  z.object({
    prefix: z.string().startsWith('/'),
    method: z.enum(['GET', 'POST', 'OPTIONS']).optional(),
    status: z.number().int().min(400).max(599).optional(),
    retryAfter: z.number().int().optional(),
    delayMs: z.number().int().min(0).max(120_000).optional(),
    count: z.number().int().min(0).optional(),
    malformed: z.boolean().optional(),
    drop: z.enum(['before', 'after']).optional(),
  }),
);

/** Adds the sandbox's own switches; a real gateway has none of them, so they stand in no contract. */
export function addSandboxRoutes(app: App, bank: Bank): void {
  const clock = () => ({ now: rfc3339(bank.clock.now()), today: bank.clock.today(), ...bank.clock.state() });
  app.get('/sandbox/clock', (c) => c.json(clock()));
  app.post('/sandbox/clock', async (c) => {
    const change = parse(clockChange, await bodyOf(c));
    const at = change.at === undefined ? undefined : Date.parse(change.at);
    if (change.freeze) bank.clock.set({ frozenAt: at ?? bank.clock.now() });
    else bank.clock.set({ offsetMs: at === undefined ? change.offsetMs : at - Date.now() });
    return c.json(clock());
  });

  app.get('/sandbox/faults', (c) => c.json(bank.faults.list()));
  app.post('/sandbox/faults', async (c) => {
    const body = await bodyOf(c);
    bank.faults.set(parse(faultList, Array.isArray(body) ? body : [body]));
    return c.json(bank.faults.list());
  });

  app.get('/sandbox/events', async (c) => {
    let select = bank.db.selectFrom('event_log').selectAll().orderBy('received_at').orderBy('source').orderBy('id');
    const { source, type } = c.req.query();
    if (source) select = select.where('source', '=', source);
    if (type) select = select.where('type', '=', type);
    const rows = await select.limit(5_000).execute();
    return c.json({
      count: rows.length,
      items: rows.map((row) => ({ ...row, received_at: rfc3339(row.received_at) })),
    });
  });
  app.get('/sandbox/receipts', async (c) => {
    const rows = await bank.db
      .selectFrom('disclosure_receipt')
      .selectAll()
      .orderBy('received_at')
      .limit(1_000)
      .execute();
    return c.json({ count: rows.length, items: rows });
  });
}

/** The JSON a switch was sent. */
export async function bodyOf(c: Context<Env>): Promise<unknown> {
  return c.req.json().catch(() => {
    throw new Problem('invalid_request', 'The body is not JSON');
  });
}

/** Reads what a switch was sent by its schema. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, detail: issue.message }));
  throw new Problem('invalid_request', 'The switch does not understand this', errors);
}
