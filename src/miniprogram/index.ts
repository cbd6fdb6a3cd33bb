import type { inlayEvents } from '../core/event-options.ts';
import type { InlayEvents } from '../core/events.ts';

export { errorCodes, init, InlayError, ticketFrom, VERSION } from './shared.ts';
export type { AppConfig } from './init.ts';
export type { ErrorCode } from '../core/errors.ts';
export type { InlayEvents } from '../core/events.ts';
export type { Inlay, Settings } from '../core/inlay.ts';
export type { Consent, ConsentState, Intent, Ledger, SessionState } from '../core/ports.ts';
export type { Locale } from '../core/text.ts';

type Cancelable = {
  [N in keyof InlayEvents]: (typeof inlayEvents)[N]['cancelable'] extends true ? N : never;
}[keyof InlayEvents];

/**
 * What a handler of `bind:inlay-…` gets. A mini-program's events cannot be cancelled by themselves: those that can on a
 * page bring `preventDefault`, to be called before the handler returns.
 */
export interface InlayEvent<N extends keyof InlayEvents = keyof InlayEvents> {
  type: N;
  detail: InlayEvents[N] & (N extends Cancelable ? { preventDefault(): void } : unknown);
}
