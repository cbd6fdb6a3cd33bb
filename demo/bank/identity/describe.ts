import { z } from '@hono/zod-openapi';
import type { App } from '../context.ts';
import { exchangeGrant, ticketGrant } from './grants.ts';
import { type TokenRefusal, tokenRefusals } from './refusal.ts';

const text = z.string();

const exchangeForm = z.object({
  grant_type: z.literal(exchangeGrant),
  client_id: text,
  client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  client_assertion: text,
  subject_token: text,
  subject_token_type: z.literal('urn:ietf:params:oauth:token-type:jwt'),
  requested_token_type: z.literal('urn:inlay:token-type:ticket'),
  origin: text,
  scope: z.enum(['partner', 'frame']),
  nonce: text.optional(),
});
const ticketForm = z.object({ grant_type: z.literal(ticketGrant), client_id: text, ticket: text });

const ticket = z
  .object({ access_token: text, issued_token_type: text, token_type: z.literal('N_A'), expires_in: z.number().int() })
  .openapi('Ticket');
const token = z
  .object({
    access_token: text,
    token_type: z.literal('DPoP'),
    expires_in: z.number().int(),
    scope: text,
    level: z.literal('partner'),
    surface: z.enum(['partner', 'bank']),
    session: text,
  })
  .openapi('TokenGrant');
const codes = z.enum(['internal', ...(Object.keys(tokenRefusals) as TokenRefusal[])]);
const refusal = z
  .object({
    error: text,
    error_description: text.optional(),
    code: codes,
    traceId: text,
    retryable: z.boolean(),
  })
  .openapi('TokenRefusal');

/** Describes the token endpoint, which the provider answers and not the router. */
export function describeTokenEndpoint(app: App): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'dpop', { type: 'http', scheme: 'dpop' });
  app.openAPIRegistry.registerPath({
    method: 'post',
    path: '/oidc/token',
    request: {
      headers: z.object({ dpop: text.optional() }),
      body: { content: { 'application/x-www-form-urlencoded': { schema: z.union([exchangeForm, ticketForm]) } } },
    },
    responses: {
      200: {
        description: 'A ticket or a token',
        content: { 'application/json': { schema: z.union([ticket, token]) } },
      },
      default: { description: 'A refusal', content: { 'application/json': { schema: refusal } } },
    },
  });
}
