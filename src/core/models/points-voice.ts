import type { ErrorCode, InlayError } from '../errors.ts';
import type { EmptyReason, Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import type { Redemption } from '../reward.ts';
import { t, type Locale, type TextKey } from '../text.ts';
import { widget } from './points-card.ts';
import type { Seen } from './wealth-state.ts';

/** What a customer reads in place of a code's sentence for products and coupons. */
const words: Partial<Record<ErrorCode, TextKey>> = {
  not_found: 'pointsNone',
  sold_out: 'pointsSoldOut',
  item_closed: 'pointsClosed',
  quota_reached: 'pointsQuotaOver',
  rules_changed: 'pointsRulesNew',
  not_eligible: 'pointsBarred',
  bad_response: 'pointsHidden',
  invalid_attribute: 'pointsHidden',
  internal: 'pointsHidden',
};

/** What a failure is called before a customer. */
export function sentence({ code }: InlayError, locale: Locale, bank: string): string {
  return t(locale, words[code] ?? code, { bank });
}

/** How a points redemption speaks to the page and to the tracker; `item` gives the id as far as it is known. */
export function createVoice(inlay: Inlay, emit: Emit, place: string, item: () => string) {
  const { tracker } = inlay.ports;
  const once = new Set<string>();
  let told = '';
  const about = () => ({ item: item() || 'none', placement: place || 'none' });
  const debug = (line: string) => inlay.debug(`<inlay-${widget} item="${item()}">: ${line}`);

  /** True when this end of loading has not been told yet. */
  function tell(what: string): boolean {
    if (told === what) return false;
    told = what;
    return true;
  }

  /** True the first time it is asked for a word. */
  const first = (what: string) => !once.has(what) && !!once.add(what);

  function report({ code, retryable, traceId }: InlayError): void {
    tracker.track('points_failed', { ...about(), code });
    emit('inlay-error', traceId ? { widget, code, retryable, traceId } : { widget, code, retryable });
  }

  return {
    debug,
    report,

    ready(rules: string): void {
      if (!tell('ready')) return;
      tracker.track('points_ready', { ...about(), rules });
      emit('inlay-ready', { widget });
    },

    empty(reason: EmptyReason, rules: string[]): void {
      if (!tell(reason)) return;
      const fix = 'set the attribute item="…" to the id of an item at the bank';
      debug(reason === 'no_product' ? fix : `not shown: ${reason} ${rules.join(', ')}; docs/compliance.md says why`);
      tracker.track('points_empty', { ...about(), reason });
      emit('inlay-empty', { widget, reason, rules });
    },

    /** Nothing can be shown; `quiet` when that is no failure. */
    failed(error: InlayError, quiet: boolean): void {
      debug(`${error.code}: ${error.message}`);
      if (tell('error') && !quiet) report(error);
    },

    settled({ status, points, moneyFen, receipt }: Redemption): void {
      tracker.track('points_settled', { ...about(), status });
      const detail = { widget, item: item(), points, moneyFen, placement: place };
      if (status === 'confirmed') emit('inlay-points-redeemed', { ...detail, receipt });
      else if (status !== 'pending') emit('inlay-points-released', { ...detail, status: status as 'released' });
    },

    /** Whether a tap may act (R1); says why not. */
    allows(act: string, rules: string, { dwell, ratio, visible }: Seen, trusted: boolean): boolean {
      const refusal = !trusted
        ? 'a script tapped the button; only a customer may (R1)'
        : !visible &&
          'the page hides, covers, clips, scales or filters the widget; its button waits until it is plain to see';
      if (refusal) debug(refusal);
      // Once for each cause, or a script could fill the queue.
      if (!refusal || first(refusal)) {
        tracker.track('points_opened', {
          ...about(),
          act: refusal ? 'none' : act,
          rules,
          dwell: Math.max(0, Math.round(dwell)) || 0,
          ratio: Math.round(Math.min(1, Math.max(0, ratio)) * 100) / 100 || 0,
          visible,
        });
      }
      return !refusal;
    },

    exposed(ratio: number): void {
      if (first('exposed')) tracker.track('points_exposed', { ...about(), ratio });
    },

    /** A new try begins. */
    again: () => void (told = ''),
  };
}
