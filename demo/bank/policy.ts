import { createRoute, z } from '@hono/zod-openapi';
import { channelsOf } from './channels.ts';
import type { App, Bank } from './context.ts';
import { admit } from './partners.ts';
import { Problem, problemSchema } from './problem.ts';
import { etagOf, matches } from './products/routes.ts';

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
    profile: z.enum(['standard', 'cashier', 'minor']).optional().openapi({
      description: 'What kind of pages the contract is for; no wealth product or fund on the last two (W18)',
    }),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .optional()
      .openapi({ description: 'Where the customers of these pages are; absent where the bank does not know' }),
    paid: z
      .array(z.string())
      .optional()
      .openapi({ description: 'Placements that the bank pays for: what stands there is an advertisement (R9)' }),
    rules: z.array(
      z.object({
        id: z.string(),
        host: z.string(),
        account: z.string().optional(),
        region: z.string().optional(),
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
    targets: z.record(
      z.string(),
      z.object({
        kind: z.enum(['app', 'mini-program', 'account', 'h5', 'none']).optional(),
        name: texts,
        origin: z.string().optional(),
        path: z.string().optional(),
        app: z.string().optional(),
        wechat: z.object({ id: z.string(), path: z.string() }).optional(),
      }),
    ),
    apps: z.record(
      z.string(),
      z.object({
        name: texts,
        scheme: z.string(),
        package: z.string(),
        wechat: z.string(),
        stores: z.object({ ios: z.string(), android: z.string(), harmony: z.string() }),
        until: z.string().optional(),
        successor: z.string().optional(),
      }),
    ),
    aliases: z.object({
      placements: z.record(z.string(), z.string()).optional(),
      accounts: z.record(z.string(), z.string()).optional(),
    }),
    stopped: z.array(z.string()),
    touch: z.enum(['first', 'last']),
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

/** Adds the channel policy route. */
export function addPolicyRoutes(app: App, bank: Bank): void {
  app.openapi(policyRoute, async (c) => {
    const query = c.req.valid('query');
    // A partner that is switched off is told so here: a document that stops everything reaches open pages as well.
    const caller = await admit(bank, c, query.partner, { disabled: true });
    const document = await channelsOf(bank, caller.partner, caller.surface);
    if (!document) throw new Problem('not_found', 'This partner has no channel policy');
    const body = { ...document, partnerName: caller.partner.name } as z.infer<typeof policySchema>;
    const etag = etagOf(body);
    // Asked for anew each time: a kill switch works at once, and the answer's `Date` sets the page's clock.
    const headers = { 'cache-control': 'no-cache', etag };
    return matches(c.req.header('if-none-match'), etag) ? c.body(null, 304, headers) : c.json(body, 200, headers);
  });
}
