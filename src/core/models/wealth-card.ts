import { loadProduct, type ParsedProduct } from '../api.ts';
import { InlayError, toInlayError, type ErrorCode } from '../errors.ts';
import type { EmptyReason, Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { createStore } from '../store.ts';
import { hasTexts, isLocale, loadTexts, t } from '../text.ts';
import { createOpening, widget } from './wealth-open.ts';
import { presentProduct, type Outcome } from './wealth-view.ts';
import type { WealthCardModel, WealthCardParams, WealthCardState } from './wealth-state.ts';

export type * from './wealth-state.ts';

const fixes: Partial<Record<ErrorCode, string>> = {
  not_found: 'this partner has no such product; check the id',
  origin_refused: "ask the bank to add this page's origin to the partner's list",
};
/**
 * Milliseconds for which the first paint waits for the channel policy: a notice that comes later moves what stands below
 * it, and a product that the policy hides should not be seen first.
 */
const PATIENCE = 300;

/** Makes the headless card: it loads at once and lives until `destroy`. */
export function createWealthCard(inlay: Inlay, params: WealthCardParams, emit: Emit): WealthCardModel {
  const { tracker, clock } = inlay.ports;
  const wanted = () => {
    const locale = params.locale ?? inlay.settings.getState().locale;
    return isLocale(locale) ? locale : 'zh-CN';
  };
  const store = createStore<WealthCardState>({ status: 'loading', words: { loading: t(wanted(), 'loading') } });
  const known = /^[\w.-]{0,64}$/.test(params.placement);
  const placement = known ? params.placement : '';
  const about = { product: params.product || 'none', placement: placement || 'none' };
  let locale = wanted();
  let product: ParsedProduct | undefined;
  let outcome: Outcome | undefined;
  let calls = 0;
  let told = '';
  let waited = false;
  let cancelWait: (() => void) | undefined;
  const once = new Set<string>();

  const debug = (line: string) => inlay.debug(`<inlay-${widget} product="${params.product}">: ${line}`);
  const first = (what: string) => !once.has(what) && !!once.add(what);
  const opening = createOpening({
    inlay,
    params,
    placement,
    about,
    emit,
    debug,
    first,
    report,
    changed: show,
    now: () => outcome,
  });

  async function load(): Promise<void> {
    const call = ++calls;
    const next = wanted();
    try {
      if (!params.product) {
        // One turn later, so that whoever made the model can listen first.
        await Promise.resolve();
        if (call === calls) empty('no_product', []);
        return;
      }
      if (!/^[\w-]{1,64}$/.test(params.product)) {
        await Promise.resolve();
        throw new InlayError('invalid_attribute', 'product is an id of letters, digits, - and _');
      }
      const answer = loadProduct(inlay, params.product, next);
      await loadTexts(next);
      const read = hasTexts(next) ? await answer : await loadProduct(inlay, params.product, 'zh-CN');
      if (call !== calls) return;
      product = read;
      locale = hasTexts(next) ? next : 'zh-CN';
      render();
    } catch (thrown) {
      if (call === calls) fail(toInlayError(thrown));
    }
  }

  function render(): void {
    if (!product) return;
    if (!waited && inlay.policy.getState().status === 'loading') {
      cancelWait = cancelWait ?? clock.after(PATIENCE, stopWaiting);
      return;
    }
    if (inlay.policy.stopped(placement)) {
      outcome = undefined;
      return empty('hidden_by_policy', []);
    }
    const next = presentProduct(inlay, product, locale);
    if (!next) return;
    outcome = next;
    if (!next.view) return empty(next.reason!, next.rules);
    show();
    if (next.rules.length && first('rules'))
      debug(`parts are hidden, ask the bank to correct ${next.rules.join(', ')}`);
    if (tell('ready')) {
      tracker.track('wealth_card_ready', { ...about, verdict: next.verdict, disclosure: next.version });
      emit('inlay-ready', { widget });
    }
    opening.resume();
  }

  function stopWaiting(): void {
    waited = true;
    render();
  }

  function show(): void {
    const status = opening.busy() ? 'busy' : 'ready';
    const state = store.getState();
    if (!outcome?.view || ('view' in state && state.view === outcome.view && state.status === status)) return;
    store.set({ status, view: outcome.view });
  }

  function empty(reason: EmptyReason, rules: string[]): void {
    store.set({ status: 'empty', reason });
    if (!tell(reason)) return;
    debug(
      reason === 'no_product'
        ? 'set the attribute product="…" to the id of a product at the bank'
        : `not shown: ${reason} ${rules.join(', ')}; docs/compliance.md says what the bank must correct`,
    );
    tracker.track('wealth_card_empty', { ...about, reason });
    emit('inlay-empty', { widget, reason, rules });
  }

  function fail(error: InlayError): void {
    const { code, retryable, traceId, reason } = error;
    // A partner that the bank has switched off shows nothing, not even a fault (S8).
    if (reason === 'partner_disabled') return empty('hidden_by_policy', []);
    debug(`${code}${traceId ? ` (trace ${traceId})` : ''}: ${fixes[code] ?? error.message}`);
    // A card that shows something lawful keeps it, say when another language could not be had.
    if (outcome?.view) return;
    const speak = wanted();
    store.set({
      status: 'error',
      code,
      text: t(speak, code),
      trace: traceId ? t(speak, 'trace', { id: traceId }) : '',
      retry: retryable ? t(speak, 'retry') : undefined,
    });
    if (tell('error')) report(error);
  }

  function report({ code, retryable, traceId }: InlayError): void {
    tracker.track('wealth_card_failed', { ...about, code });
    emit('inlay-error', traceId ? { widget, code, retryable, traceId } : { widget, code, retryable });
  }

  /** True when this outcome has not been told yet. */
  function tell(what: string): boolean {
    if (told === what) return false;
    told = what;
    return true;
  }

  if (!known) debug('placement is up to 64 letters, digits, - _ and .');
  void load();
  // Without a product there is nothing to ask the bank for, not even the policy.
  const stops = !params.product
    ? []
    : [
        inlay.policy.subscribe(render),
        inlay.session.subscribe(render),
        inlay.settings.subscribe(() => {
          if (wanted() !== locale) void load();
        }),
      ];
  return {
    ...store,
    open: opening.open,
    retry() {
      if (store.getState().status !== 'error') return;
      told = '';
      store.set({ status: 'loading', words: { loading: t(wanted(), 'loading') } });
      void load();
    },
    exposed(ratio) {
      if (outcome?.view && first('exposed')) tracker.track('wealth_card_exposed', { ...about, ratio });
    },
    chartRead() {
      if (first('chart')) tracker.track('wealth_card_chart_read', about);
    },
    destroy() {
      calls++;
      cancelWait?.();
      stops.forEach((stop) => stop());
      opening.destroy();
      product = outcome = undefined;
    },
  };
}
