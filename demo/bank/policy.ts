import { createRoute, z } from '@hono/zod-openapi';
import { midnight, rfc3339 } from './clock.ts';
import type { App, Bank } from './context.ts';
import { admit } from './partners.ts';
import { Problem, problemSchema } from './problem.ts';
import { etagOf, matches } from './products/routes.ts';
import type { ChannelRule } from './seed/channels.ts';
import { bankName } from './seed/texts.ts';

const texts = z.record(z.string(), z.string());

/** The channel policy document. */
const policySchema = z
  .object({
    version: z.string(),
    issuedAt: z.string(),
    expiresAt: z.string(),
    partner: z.string(),
    surface: z.enum(['partner', 'bank']),
    partnerName: texts,
    rules: z.array(
      z.object({
        id: z.string(),
        host: z.string(),
        productClass: z.string(),
        verb: z.string(),
        verdict: z.enum(['allow', 'notice', 'redirect', 'hide']),
        target: z.string().optional(),
        from: z.string().nullable().optional(),
        until: z.string().nullable().optional(),
        noticeDays: z.number().int().optional(),
        notice: texts.optional(),
      }),
    ),
    targets: z.record(z.string(), z.object({ name: texts, origin: z.string() })),
  })
  .openapi('ChannelPolicy');

const policyRoute = createRoute({
  method: 'get',
  path: '/v1/channel-policy',
  request: { query: z.object({ partner: z.string().min(1).max(64) }) },
  responses: {
    200: { description: 'The surface and the dated rules', content: { 'application/json': { schema: policySchema } } },
    304: { description: 'Not changed' },
    default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
  },
});

const week = 7 * 86_400_000;

/** Adds the channel policy route. */
export function addPolicyRoutes(app: App, bank: Bank): void {
  app.openapi(policyRoute, async (c) => {
    const query = c.req.valid('query');
    const caller = await admit(bank, c, query.partner);
    const row = await bank.db
      .selectFrom('channel_policy')
      .selectAll()
      .where('partner_id', '=', caller.partner.id)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) throw new Problem('not_found', 'This partner has no channel policy');
    // Issued anew each day, so that the entity tag holds for a day.
    const issued = midnight(bank.clock.today());
    const body = {
      version: row.version,
      issuedAt: rfc3339(issued),
      expiresAt: rfc3339(issued + week),
      partner: caller.partner.id,
      surface: caller.surface,
      partnerName: caller.partner.name,
      rules: row.rules as ChannelRule[],
      targets: { bank_page: { name: bankName, origin: bank.origin } },
    };
    const etag = etagOf(body);
    // Asked for anew each time: a kill switch works at once, and the answer's `Date` sets the page's clock.
    const headers = { 'cache-control': 'no-cache', etag };
    return matches(c.req.header('if-none-match'), etag) ? c.body(null, 304, headers) : c.json(body, 200, headers);
  });
}
