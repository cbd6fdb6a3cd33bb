import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { switchPlacement, verdictAt } from './channels.ts';
import { rfc3339 } from './clock.ts';
import type { App, Bank, Env } from './context.ts';
import { findPartner } from './partners.ts';
import { seedCampaigns } from './seed/campaigns.ts';
import { Problem, type ProblemCode, problemCodes } from './problem.ts';

const clockChange = z.object({
  /** RFC 3339 instant; the clock stands still there when `freeze` is true, else runs on from it. */
  at: z.iso.datetime({ offset: true }).optional(),
  freeze: z.boolean().optional(),
  /** Milliseconds to be ahead (or behind) of real time. */
  offsetMs: z.number().int().optional(),
});

const question = z.object({
  partner: z.string().min(1),
  surface: z.enum(['partner', 'bank']).default('partner'),
  host: z.string().default('browser'),
  productClass: z.string().default('wealth'),
  verb: z.enum(['show', 'quote', 'enquire', 'claim', 'redeem', 'assess', 'sign', 'pay', 'buy']).default('buy'),
  account: z.string().optional(),
  placement: z.string().optional(),
  /** Asks for another instant than now. */
  at: z.iso.datetime({ offset: true }).optional(),
});

const stop = z.object({
  partner: z.string().min(1),
  placement: z.string().regex(/^(\*|[\w.-]{1,64})$/),
  off: z.boolean(),
});

const faultList = z.array(
  z.object({
    prefix: z.string().startsWith('/'),
    method: z.enum(['GET', 'POST', 'OPTIONS']).optional(),
    origin: z.string().optional(),
    status: z.number().int().min(400).max(599).optional(),
    code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]).optional(),
    chance: z.number().min(0).max(1).optional(),
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

  app.post('/sandbox/reset', async (c) => {
    bank.clock.set({});
    await bank.db.transaction().execute((trx) => seedCampaigns(trx, bank.clock.today()));
    return c.json(clock());
  });

  app.get('/sandbox/faults', (c) => c.json(bank.faults.list()));
  app.post('/sandbox/faults', async (c) => {
    const body = await bodyOf(c);
    bank.faults.set(parse(faultList, Array.isArray(body) ? body : [body]));
    return c.json(bank.faults.list());
  });

  app.get('/sandbox/verdict', async (c) => {
    const { partner: id, surface, at, ...query } = parse(question, c.req.query());
    const partner = await findPartner(bank, id);
    if (!partner) throw new Problem('not_found', 'There is no such partner');
    const asked = { ...query, account: query.account ?? '', placement: query.placement ?? '' };
    return c.json(await verdictAt(bank, partner, surface, asked, at ? Date.parse(at) : undefined));
  });
  app.post('/sandbox/stops', async (c) => {
    const { partner, placement, off } = parse(stop, await bodyOf(c));
    await switchPlacement(bank, partner, placement, off);
    return c.json({ partner, placement, off });
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

/** The body of a switch. */
export async function bodyOf(c: Context<Env>): Promise<unknown> {
  return c.req.json().catch(() => {
    throw new Problem('invalid_request', 'The body is not JSON');
  });
}

/** What a switch understands; anything else is a problem that says where. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, detail: issue.message }));
  throw new Problem('invalid_request', 'The switch does not understand this', errors);
}
