import { createRoute, z } from '@hono/zod-openapi';
import { keyPattern } from '../idempotency.ts';
import { problemSchema } from '../problem.ts';
import {
  balanceSchema,
  entriesSchema,
  itemSchema,
  openQuoteSchema,
  quoteRequest,
  quoteSchema,
  quotasSchema,
  redemptionRequest,
  redemptionSchema,
  redemptionsSchema,
  reversalRequest,
} from './schema.ts';

const partner = z.string().min(1).max(64).openapi({ example: 'lvtu' });
const locale = z
  .string()
  .max(35)
  .optional()
  .openapi({ description: 'zh-CN, zh-HK or en; anything else is answered in zh-CN' });
const item = z.string().regex(/^[A-Z0-9-]{1,32}$/);
const token = z.string().min(1).max(128);
const redemptionId = z.uuid();

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const problems = {
  default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
};
const session: Record<string, string[]>[] = [{ dpop: [] }, { bankCookie: [] }];
const own: Record<string, string[]>[] = [{ bankCookie: [] }];

export const itemRoute = createRoute({
  method: 'get',
  path: '/v1/reward-items/{id}',
  request: { params: z.object({ id: item }), query: z.object({ partner, locale }) },
  responses: { 200: json(itemSchema, 'One item'), 304: { description: 'Not changed' }, ...problems },
});
export const quotaRoute = createRoute({
  method: 'get',
  path: '/v1/reward-items/{id}/quota',
  security: session,
  request: { params: z.object({ id: item }), query: z.object({ partner }) },
  responses: { 200: json(quotasSchema, 'The caps with what is used'), ...problems },
});
export const quoteRoute = createRoute({
  method: 'post',
  path: '/v1/points/quotes',
  security: session,
  request: { query: z.object({ partner }), body: body(quoteRequest) },
  responses: { 201: json(quoteSchema, 'A price that holds for some minutes'), ...problems },
});
export const outcomeRoute = createRoute({
  method: 'get',
  path: '/v1/points/redemptions',
  security: session,
  request: { query: z.object({ partner, quote: z.string().regex(/^[\w-]{22}$/) }) },
  responses: { 200: json(redemptionsSchema, 'What became of a quote of this person; nothing yet: empty'), ...problems },
});

export const balanceRoute = createRoute({
  method: 'get',
  path: '/v1/points/balance',
  security: own,
  responses: { 200: json(balanceSchema, 'The customer’s points'), ...problems },
});
export const entriesRoute = createRoute({
  method: 'get',
  path: '/v1/points/entries',
  security: own,
  request: {
    query: z.object({
      cursor: z
        .string()
        .regex(/^\d{1,16}_[\w-]{36}$/)
        .optional(),
    }),
  },
  responses: { 200: json(entriesSchema, 'What moved, the newest first'), ...problems },
});
export const openQuoteRoute = createRoute({
  method: 'get',
  path: '/v1/points/quotes/{quote}',
  security: own,
  request: { params: z.object({ quote: token }), query: z.object({ locale }) },
  responses: { 200: json(openQuoteSchema, 'The quote with everything as it is now'), ...problems },
});
export const renewalRoute = createRoute({
  method: 'post',
  path: '/v1/points/quotes/{quote}/renewal',
  security: own,
  request: { params: z.object({ quote: token }) },
  responses: { 201: json(quoteSchema, 'A quote for the same wish at today’s price'), ...problems },
});
export const redeemRoute = createRoute({
  method: 'post',
  path: '/v1/points/redemptions',
  security: own,
  request: { headers: z.object({ 'idempotency-key': z.string().regex(keyPattern) }), body: body(redemptionRequest) },
  responses: {
    200: json(redemptionSchema, 'Made before: the same key (`Idempotency-Replayed`), or the same quote (`already`)'),
    201: json(redemptionSchema, 'Confirmed, or released when the target refused'),
    202: json(redemptionSchema, 'Pending: the target has not answered; the outcome can be asked for'),
    ...problems,
  },
});
export const reversalRoute = createRoute({
  method: 'post',
  path: '/v1/points/redemptions/{id}/reversal',
  security: [{ operations: [] }],
  request: { params: z.object({ id: redemptionId }), body: body(reversalRequest) },
  responses: { 200: json(redemptionSchema, 'Taken back; the points are the customer’s again'), ...problems },
});
