import { createRoute, z } from '@hono/zod-openapi';
import { keyPattern } from '../idempotency.ts';
import { problemSchema } from '../problem.ts';
import {
  campaignListSchema,
  campaignSchema,
  claimBodySchema,
  claimListSchema,
  claimResultSchema,
  entitlementListSchema,
} from './schema.ts';

const partner = z.string().min(1).max(64).openapi({ example: 'lvtu' });
const locale = z
  .string()
  .max(35)
  .optional()
  .openapi({ description: 'zh-CN, zh-HK or en; anything else is answered in zh-CN' });
const id = z.string().regex(/^[A-Za-z0-9-]{1,32}$/);
/** Up to fifty ids, parted by commas. */
const ids = z.string().regex(/^[A-Za-z0-9-]{1,32}(,[A-Za-z0-9-]{1,32}){0,49}$/);

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const problems = {
  default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
};
const security: Record<string, string[]>[] = [{ dpop: [] }, {}];

export const campaignRoute = createRoute({
  method: 'get',
  path: '/v1/campaigns/{id}',
  request: { params: z.object({ id }), query: z.object({ partner, locale }) },
  responses: { 200: json(campaignSchema, 'One campaign'), 304: { description: 'Not changed' }, ...problems },
});

export const campaignsRoute = createRoute({
  method: 'get',
  path: '/v1/campaigns',
  request: { query: z.object({ partner, locale, ids: ids.optional(), group: id.optional() }) },
  responses: {
    200: json(campaignListSchema, 'Campaigns in the order asked, or those of a group in the server’s'),
    304: { description: 'Not changed' },
    ...problems,
  },
});

export const entitlementsRoute = createRoute({
  method: 'get',
  path: '/v1/entitlements',
  security,
  request: { query: z.object({ partner, locale, campaigns: ids }) },
  responses: { 200: json(entitlementListSchema, 'What the person has of each'), ...problems },
});

/** The claim's route in the scope of its keys. */
export const claimRouteName = 'POST /v1/campaigns/{id}/claims';

export const claimRoute = createRoute({
  method: 'post',
  path: '/v1/campaigns/{id}/claims',
  security,
  request: {
    params: z.object({ id }),
    query: z.object({ partner, locale }),
    headers: z.object({ 'idempotency-key': z.string().regex(keyPattern) }),
    body: { required: true, content: { 'application/json': { schema: claimBodySchema } } },
  },
  responses: {
    201: json(claimResultSchema, 'Granted'),
    200: {
      ...json(claimResultSchema, 'Granted before, under this key or (`already`) under another'),
      headers: z.object({ 'Idempotency-Replayed': z.literal('true').optional() }),
    },
    ...problems,
  },
});

export const claimsRoute = createRoute({
  method: 'get',
  path: '/v1/claims',
  security,
  request: {
    query: z.object({ partner, key: z.string().regex(keyPattern).optional(), campaign: id.optional() }),
  },
  responses: { 200: json(claimListSchema, 'The person’s own claims; none under a key: it was not made'), ...problems },
});
