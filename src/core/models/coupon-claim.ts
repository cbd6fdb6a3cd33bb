import { checkCampaign } from '../campaign-rules.ts';
import { loadCampaign, type ParsedCampaign } from '../campaign.ts';
import { claimingOf } from '../claims.ts';
import { InlayError, toInlayError } from '../errors.ts';
import type { EmptyReason, Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { createStore } from '../store.ts';
import { hasTexts, isLocale, loadTexts, t } from '../text.ts';
import { createActing, widget } from './coupon-act.ts';
import type { CouponModel, CouponParams, CouponState } from './coupon-state.ts';
import { presentCoupon, type CouponOutcome } from './coupon-view.ts';

export type * from './coupon-state.ts';

/** Milliseconds for which the first paint waits for the channel policy, as the wealth card does. */
const PATIENCE = 300;
/** Timers stand still while a machine sleeps: never trust one for longer (ms). */
const longest = 6e4;

/** Makes the headless coupon: it loads at once and lives until `destroy`. */
export function createCouponClaim(inlay: Inlay, params: CouponParams, emit: Emit): CouponModel {
  const { clock, host, tracker } = inlay.ports;
  const { campaign: id, elder } = params;
  const wanted = () => {
    const locale = params.locale ?? inlay.settings.getState().locale;
    return isLocale(locale) ? locale : 'zh-CN';
  };
  const loading = (): CouponState => ({ status: 'loading', words: { loading: t(wanted(), 'couponLoading') } });
  const store = createStore(loading());
  const known = /^[\w.-]{0,64}$/.test(params.placement);
  const placement = known ? params.placement : '';
  const about = { campaign: id || 'none', placement: placement || 'none' };
  const valid = /^[\w-]{1,64}$/.test(id);
  const claiming = valid ? claimingOf(inlay, id) : undefined;
  let locale = wanted();
  let campaign: ParsedCampaign | undefined;
  let outcome: CouponOutcome | undefined;
  let calls = 0;
  let told = '';
  let waited = false;
  let cancelWait = () => {};
  let cancelTick = () => {};
  const once = new Set<string>();
  const debug = (line: string) => inlay.debug(`<inlay-${widget} campaign="${id}">: ${line}`);
  const first = (what: string) => !once.has(what) && !!once.add(what);
  const acting = createActing({
    inlay,
    campaign: id,
    placement,
    about,
    emit,
    debug,
    first,
    claiming,
    now: () => campaign && outcome && { rules: campaign.rules, outcome },
    reload: () => void load(true),
  });

  async function load(again = false): Promise<void> {
    const call = ++calls;
    const next = wanted();
    try {
      // One turn later, so that whoever made the model can listen first.
      await Promise.resolve();
      if (call !== calls) return;
      if (!id) return empty('no_campaign', []);
      if (!valid) {
        throw new InlayError('invalid_attribute', 'campaign is an id of letters, digits, - and _');
      }
      const answer = loadCampaign(inlay, id, next, again);
      await loadTexts(next);
      const read = hasTexts(next) ? await answer : await loadCampaign(inlay, id, 'zh-CN', again);
      if (call !== calls) return;
      campaign = read;
      locale = hasTexts(next) ? next : 'zh-CN';
      render();
    } catch (thrown) {
      if (call === calls) fail(toInlayError(thrown));
    }
  }

  function render(): void {
    if (!campaign || !claiming) return;
    if (!waited && inlay.policy.getState().status === 'loading') {
      cancelWait();
      cancelWait = clock.after(PATIENCE, stopWaiting);
      return;
    }
    waited = true;
    const { rules, reason } = checkCampaign(campaign);
    const show = inlay.policy.verdict({ host: host.name, productClass: 'coupon', verb: 'show' });
    if (reason || show.verdict === 'hide') return empty(reason || 'hidden_by_policy', rules);
    const state = claiming.getState();
    outcome = presentCoupon(inlay, campaign, state, locale, elder);
    store.set({ status: state.phase === 'claiming' ? 'busy' : 'ready', view: outcome.view });
    cancelTick();
    if (outcome.changes < Infinity) cancelTick = clock.after(Math.min(outcome.changes - clock.now(), longest), render);
    if (tell('ready')) {
      tracker.track('coupon_ready', { ...about, rules: campaign.rules.version });
      emit('inlay-ready', { widget });
    }
    acting.news();
  }

  function stopWaiting(): void {
    waited = true;
    render();
  }

  function empty(reason: EmptyReason, rules: string[]): void {
    store.set({ status: 'empty', reason });
    if (!tell(reason)) return;
    debug(
      reason === 'no_campaign'
        ? 'set the attribute campaign="…" to the id of a campaign at the bank'
        : `not shown: ${reason} ${rules.join(', ')}; docs/compliance.md says what the bank must correct`,
    );
    tracker.track('coupon_empty', { ...about, reason });
    emit('inlay-empty', { widget, reason, rules });
  }

  function fail(error: InlayError): void {
    const { code, retryable, traceId } = error;
    debug(`${code}${traceId ? ` (trace ${traceId})` : ''}: ${error.message}`);
    // A coupon that shows something lawful keeps it, say when another language could not be had.
    if (outcome) return;
    const speak = wanted();
    store.set({
      status: 'error',
      code,
      text: t(speak, code),
      trace: traceId ? t(speak, 'trace', { id: traceId }) : '',
      retry: retryable ? t(speak, 'retry') : undefined,
    });
    if (tell('error')) acting.report(error, 'coupon_failed');
  }

  /** True when this outcome has not been told yet. */
  function tell(what: string): boolean {
    if (told === what) return false;
    told = what;
    return true;
  }

  if (!known) debug('placement is up to 64 letters, digits, - _ and .');
  void load();
  const stops = claiming
    ? [
        inlay.policy.subscribe(render),
        inlay.session.subscribe(render),
        claiming.subscribe(render),
        inlay.settings.subscribe(() => wanted() !== locale && void load()),
      ]
    : [];
  return {
    ...store,
    act: acting.act,
    retry() {
      if (store.getState().status !== 'error') return;
      told = '';
      store.set(loading());
      void load();
    },
    exposed(ratio) {
      if (outcome && first('exposed')) tracker.track('coupon_exposed', { ...about, ratio });
    },
    rulesRead() {
      if (campaign && first('rules')) tracker.track('coupon_rules_read', { ...about, rules: campaign.rules.version });
    },
    destroy() {
      calls++;
      cancelWait();
      cancelTick();
      stops.forEach((stop) => stop());
      acting.destroy();
      campaign = outcome = undefined;
    },
  };
}
