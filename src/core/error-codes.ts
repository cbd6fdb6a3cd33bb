// A file of its own: before the first paint only the type of it is needed.

/** Every code an `InlayError` can carry; a new one is a minor release, a removed one a major. */
export const errorCodes = [
  // caller
  'invalid_config',
  'already_initialized',
  'not_initialized',
  'unsupported_environment',
  'invalid_attribute',
  // session
  'ticket_unavailable',
  'ticket_rejected',
  'token_rejected',
  'signed_out',
  'origin_refused',
  // service
  'network',
  'timeout',
  'rate_limited',
  'service_unavailable',
  'bad_response',
  // business
  'not_found',
  'not_started',
  'claim_closed',
  'sold_out',
  'quota_reached',
  'not_eligible',
  'bank_identity_required',
  'rules_changed',
  'in_progress',
  'idempotency_key_reused',
  'item_closed',
  'insufficient_points',
  'quote_expired',
  'price_changed',
  'step_up_required',
  'step_up_failed',
  // ours
  'internal',
] as const;

/** One of the closed list of error codes. */
export type ErrorCode = (typeof errorCodes)[number];
