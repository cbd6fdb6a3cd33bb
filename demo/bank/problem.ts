import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from '@hono/zod-openapi';

/** The codes of the gateway's problems with their status and whether the same call may succeed later. */
export const problemCodes = {
  invalid_request: [400, 'The request is not well formed', false],
  token_invalid: [401, 'The access token is not valid', false],
  proof_invalid: [401, 'The proof of possession is not valid', false],
  proof_replayed: [401, 'The proof of possession was used before', false],
  proof_stale: [401, 'The proof of possession is too old or from the future', true],
  origin_refused: [403, 'This origin is not allowed for this partner', false],
  partner_disabled: [403, 'This partner is switched off', false],
  not_found: [404, 'There is no such thing', false],
  payload_too_large: [413, 'The body is too large', false],
  rate_limited: [429, 'Too many requests', true],
  internal: [500, 'The bank failed', true],
  unavailable: [503, 'The bank is not available', true],
  // campaigns
  in_progress: [409, 'The same request is still being worked on', true],
  idempotency_key_reused: [422, 'This key was used for another request', false],
  bank_identity_required: [403, 'This needs the customer’s sign-in at the bank', false],
  not_eligible: [403, 'This customer does not qualify', false],
  not_started: [409, 'Claiming has not begun', true],
  claim_closed: [409, 'Claiming is over', false],
  quota_reached: [409, 'The quota is used up', false],
  sold_out: [409, 'None are left', false],
  rules_changed: [409, 'The rules changed after they were read', false],
  // points
  item_closed: [409, 'The item is not offered any more', false],
  insufficient_points: [409, 'There are too few points', false],
  quote_expired: [409, 'The price of the quote holds no longer', false],
  quote_redeemed: [409, 'The quote was redeemed before', false],
  price_changed: [409, 'The item costs less than the quote says', false],
  step_up_required: [403, 'This needs a one-time code', false],
  step_up_failed: [403, 'The one-time code is wrong or too old', false],
  not_reversible: [409, 'This cannot be taken back', false],
  // frame
  ticket_invalid: [403, 'The ticket is not valid here', false],
  ticket_used: [403, 'The ticket was used before', false],
  ticket_expired: [403, 'The ticket has expired', false],
  ticket_origin_mismatch: [403, 'The ticket was asked for another origin', false],
  ticket_nonce_mismatch: [403, 'The ticket was asked for another frame', false],
} as const;

/** One of the closed list of problem codes. */
export type ProblemCode = keyof typeof problemCodes;

/** How often something may be had within a period of the bank's calendar. Instants are RFC 3339; `resetsAt` begins the next one. */
export const quotaSchema = z
  .object({
    period: z.enum(['day', 'week', 'month', 'year']),
    limit: z.number().int(),
    used: z.number().int(),
    resetsAt: z.string(),
  })
  .openapi('Quota');

/** What some problems tell besides: why in the bank's own words for the customer, and the quota that is used up; which code was sent and how often it may still be tried. */
const members = {
  reason: z.string().optional(),
  reasonText: z.string().optional(),
  quota: quotaSchema.optional(),
  challenge: z.string().optional(),
  attemptsLeft: z.number().int().optional(),
};
type Members = z.infer<z.ZodObject<typeof members>>;

/** A refusal on its way to becoming `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: { pointer: string; detail: string }[] | undefined;
  readonly members: Members;

  constructor(
    code: ProblemCode,
    detail: string,
    errors?: { pointer: string; detail: string }[],
    membersOfIt: Members = {},
  ) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.members = membersOfIt;
  }
}

/** The body's schema, for the OpenAPI document. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
    traceId: z.string(),
    retryable: z.boolean(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    ...members,
  })
  .openapi('Problem');

/** The problem's JSON; `instance` is the path without its query, which may hold what no log should. */
export function problemBody(problem: Problem, path: string, traceId: string): z.infer<typeof problemSchema> {
  const [status, title, retryable] = problemCodes[problem.code];
  return {
    type: `urn:inlay:problem:${problem.code}`,
    title,
    status,
    detail: problem.detail,
    instance: path,
    code: problem.code,
    traceId,
    retryable,
    ...(problem.errors ? { errors: problem.errors } : {}),
    ...problem.members,
  };
}

/** The router itself refuses a body of the wrong type or that is no JSON. */
function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof HTTPException && thrown.status < 500) return new Problem('invalid_request', thrown.message);
  return new Problem('internal', 'Unexpected failure');
}

/** Answers with a problem; anything else thrown becomes `internal`, told in full on the bank's own console only. */
export function answerProblem(c: Context, thrown: unknown, traceId: string): Response {
  const problem = problemOf(thrown);
  if (problem.code === 'internal') console.error(`[bank] ${traceId}`, thrown);
  const body = problemBody(problem, c.req.path, traceId);
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (body.status === 401) headers['www-authenticate'] = `DPoP error="invalid_token", algs="ES256"`;
  if (body.status === 429) headers['retry-after'] = '5';
  if (body.code === 'in_progress') headers['retry-after'] = '1';
  return new Response(JSON.stringify(body), { status: body.status, headers });
}
