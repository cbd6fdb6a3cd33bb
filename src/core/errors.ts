import type { ErrorCode } from './error-codes.ts';

export type { ErrorCode } from './error-codes.ts';

/** What else an {@link InlayError} may know: the bank's trace id, how long to wait (seconds), what caused it. */
export interface ErrorFacts {
  traceId?: string;
  /** Seconds to wait before a retry: `Retry-After`, and a random part of half as long again. */
  retryAfter?: number;
  /** HTTP status, when there was an answer. */
  status?: number;
  /** The code in the bank's own words (`ticket_used`), when it gave one. */
  reason?: string;
  cause?: unknown;
}

const retryableCodes: readonly ErrorCode[] = ['network', 'timeout', 'rate_limited', 'service_unavailable'];

/** The one error class of the SDK. `message` is for developers: of ours it never holds a token, a name or a query; what `getTicket` threw stands in it as it was. */
export class InlayError extends Error {
  readonly code: ErrorCode;
  /** True when the same call may succeed later without anyone changing anything. */
  readonly retryable: boolean;
  readonly traceId: string | undefined;
  readonly retryAfter: number | undefined;
  readonly status: number | undefined;
  readonly reason: string | undefined;
  override readonly cause: unknown;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message);
    // Built classes extend a page's Error, whose prototype a page may have replaced: keep the name readable.
    this.name = 'InlayError';
    this.code = code;
    this.retryable = retryableCodes.includes(code);
    this.traceId = facts.traceId;
    this.retryAfter = facts.retryAfter;
    this.status = facts.status;
    this.reason = facts.reason;
    this.cause = facts.cause;
  }
}

const fixes: Partial<Record<ErrorCode, string>> = {
  not_found: '; this partner has no such thing at the bank; check the id',
  origin_refused: "; ask the bank to add this page's origin to the partner's list",
};

/** What a developer reads of a failure, with the fix where the code alone tells it. */
export const lineOf = ({ code, traceId, message }: InlayError): string =>
  `${code}${traceId ? ` (trace ${traceId})` : ''}: ${message}${fixes[code] || ''}`;

/** Turns anything thrown into an {@link InlayError}; the only converter in the SDK. */
export function toInlayError(thrown: unknown): InlayError {
  return thrown instanceof InlayError ? thrown : new InlayError('internal', 'Unexpected failure', { cause: thrown });
}
