import { traceOf } from '../context.ts';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/** The named refusals of the token endpoint, each with OAuth's error and status, and whether a retry may succeed. */
export const tokenRefusals = {
  assertion_invalid: ['invalid_client', 401, false],
  assertion_replayed: ['invalid_client', 401, false],
  origin_refused: ['access_denied', 403, false],
  partner_disabled: ['unauthorized_client', 403, false],
  invalid_request: ['invalid_request', 400, false],
  ticket_invalid: ['invalid_grant', 400, false],
  ticket_used: ['invalid_grant', 400, false],
  ticket_expired: ['invalid_grant', 400, false],
  ticket_origin_mismatch: ['invalid_grant', 400, false],
  ticket_nonce_mismatch: ['invalid_grant', 400, false],
  proof_invalid: ['invalid_dpop_proof', 400, false],
  proof_replayed: ['invalid_dpop_proof', 400, false],
  proof_stale: ['invalid_dpop_proof', 400, true],
} as const;

/** One of the named refusals. */
export type TokenRefusal = keyof typeof tokenRefusals;

const named = new WeakMap<object, TokenRefusal>();

/** Makes the error the provider turns into an OAuth answer; its name is put back in by {@link nameRefusals}. */
export function refuse(code: TokenRefusal, description: string): Error {
  const [error, status] = tokenRefusals[code];
  const refusal = new errors.CustomOIDCProviderError(error, description);
  refusal.status = status;
  refusal.statusCode = status;
  named.set(refusal, code);
  return refusal;
}

/** Adds `code`, `traceId` and `retryable` to OAuth's error body, which has room for them. */
export async function nameRefusals(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  let code: TokenRefusal | undefined;
  const note = (_ctx: unknown, error: object) => {
    code = named.get(error);
  };
  pending.set(ctx.req, note);
  await next();
  const body = ctx.body as { error?: string } | undefined;
  if (!body || typeof body !== 'object' || typeof body.error !== 'string') return;
  const traceId = traceOf(ctx.req);
  const failed = ctx.status >= 500;
  const fallback = failed ? 'internal' : body.error === 'invalid_client' ? 'assertion_invalid' : 'invalid_request';
  ctx.body = { ...body, code: code ?? fallback, traceId, retryable: code ? tokenRefusals[code][2] : failed };
}

const pending = new WeakMap<object, (ctx: unknown, error: object) => void>();

/** Hands a grant's error to the request it belongs to; to be hung on the provider's `grant.error`. */
export function noteRefusal(ctx: KoaContextWithOIDC, error: object): void {
  pending.get(ctx.req)?.(ctx, error);
}
