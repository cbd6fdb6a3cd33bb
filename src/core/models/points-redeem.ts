import { InlayError, toInlayError } from '../errors.ts';
import type { EmptyReason, Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { policyKnown, sessionKnown } from '../known.ts';
import { choiceOf, fit } from '../points.ts';
import { rewardRules } from '../reward-rules.ts';
import { createStore } from '../store.ts';
import { surfaceOf } from '../surface.ts';
import { pointsZhCN } from '../text-points.zh-cn.ts';
import { addTexts, hasTexts, isLocale, loadTexts, t } from '../text.ts';
import { blank, widget, type Card } from './points-card.ts';
import { createConfirming, gone } from './points-confirm.ts';
import { createLeaving } from './points-leave.ts';
import type { PointsRedeemModel, PointsRedeemParams, PointsRedeemState } from './points-state.ts';
import { present, type Sheet } from './points-view.ts';
import { createVoice, sentence } from './points-voice.ts';

export type * from './points-state.ts';

/** Milliseconds for which the first paint waits for the channel policy, which may hide it and names the partner. */
const PATIENCE = 300;
/** The button is free again after so many milliseconds, should the page still be there. */
const LATCH = 4000;

/** Makes the headless points redemption; it loads at once and lives until `destroy`. */
export function createPointsRedeem(inlay: Inlay, params: PointsRedeemParams, emit: Emit): PointsRedeemModel {
  const { auth, clock, host } = inlay.ports;
  addTexts('zh-CN', pointsZhCN);
  const wanted = () => {
    const locale = params.locale ?? inlay.settings.getState().locale;
    return isLocale(locale) ? locale : 'zh-CN';
  };
  const loading = (): PointsRedeemState => ({ status: 'loading', words: { loading: t(wanted(), 'pointsLoading') } });
  const store = createStore<PointsRedeemState>(loading());
  // Only a page of the bank confirms; elsewhere a quote is what a page has no business with.
  const atBank = !!params.quote && surfaceOf(inlay) === 'bank';
  const known = /^[\w.-]{0,64}$/.test(params.placement);
  const placement = known ? params.placement : '';
  const orderFen = /^\d{1,11}$/.test(params.amount) ? Number(params.amount) : NaN;
  let sheet: Sheet | undefined;
  let locale = wanted();
  let calls = 0;
  let wish = 0;
  let busy = false;
  let unlatch = () => {};

  const voice = createVoice(inlay, emit, placement, () => (sheet ? sheet.item.id : params.item));
  const card: Card = {
    inlay,
    params,
    placement,
    emit,
    sheet: () => sheet!,
    change,
    say: (key, values) => t(locale, key, values),
    refuse(error, words) {
      voice.report(error);
      change({ notices: [words ?? sentence(error, locale, sheet ? sheet.item.issuerName : '')] });
    },
    fail,
    settled: voice.settled,
    reload: load,
  };
  const way = (atBank ? createConfirming : createLeaving)(card);

  async function load(): Promise<void> {
    const call = ++calls;
    const next = wanted();
    try {
      // One turn later, so that whoever made the model can listen first.
      await Promise.resolve();
      if (atBank) await sessionKnown(inlay);
      else if (!params.item) return call === calls ? empty('no_product', []) : undefined;
      else if (!/^[\w-]{1,64}$/.test(params.item)) throw wrong('item is an id of letters, digits, - and _');
      const answer = way.load(next);
      await Promise.all([answer, loadTexts(next), policyKnown(inlay, PATIENCE)]);
      const read = hasTexts(next) ? await answer : await way.load('zh-CN');
      if (call !== calls) return;
      locale = hasTexts(next) ? next : 'zh-CN';
      const rules = rewardRules(read.item);
      if (rules.length) return empty('disclosure_incomplete', rules);
      if (!atBank && (read.item.target === 'partner_order') !== !!(params.order && orderFen >= 0)) {
        throw wrong('order and amount (fen) go with a deduction from an order, and with nothing else');
      }
      sheet = { ...blank, orderFen, ...sheet, ...read };
      change({});
      if (sheet) voice.ready(sheet.item.rules.version);
      way.refresh();
    } catch (thrown) {
      if (call !== calls) return;
      const error = toInlayError(thrown);
      // What is there and true stays, say when another language could not be had.
      if (sheet && !gone.test(error.code)) card.refuse(error);
      else fail(error);
    }
  }

  const wrong = (fix: string) => new InlayError('invalid_attribute', fix);

  function change(part: Partial<Sheet>): void {
    if (!sheet) return;
    const { verdict } = inlay.policy.verdict({ host: host.name, productClass: 'points', verb: 'show' });
    if (verdict === 'hide') return empty('hidden_by_policy', []);
    const next = { ...sheet, ...part };
    sheet = { ...next, chosen: fit(wish, choiceOf(next.item, next.quotas, orderFen)) };
    const waits = busy || sheet.phase === 'checking';
    store.set({ status: waits ? 'busy' : 'ready', view: present(inlay, locale, sheet) });
  }

  function empty(reason: EmptyReason, rules: string[]): void {
    sheet = undefined;
    store.set({ status: 'empty', reason });
    voice.empty(reason, rules);
  }

  function fail(error: InlayError): void {
    const { traceId, retryable } = error;
    const out = atBank && gone.test(error.code);
    voice.failed(error, out);
    // What was known belongs to whoever was signed in.
    sheet = undefined;
    locale = hasTexts(wanted()) ? wanted() : 'zh-CN';
    store.set({
      status: 'error',
      code: out ? 'signed_out' : error.code,
      text: out ? t(locale, 'signed_out') : sentence(error, locale, ''),
      trace: traceId && !out ? t(locale, 'trace', { id: traceId }) : '',
      retry: out ? t(locale, 'pointsSignIn') : retryable ? t(locale, 'retry') : undefined,
    });
  }

  /** Runs an act with the buttons latched; where the page is being left, until the customer is back. */
  async function latched(act: () => Promise<unknown>): Promise<void> {
    if (busy || !sheet) return;
    busy = true;
    change({});
    const leaving = await act().catch((thrown: unknown) => card.refuse(toInlayError(thrown)));
    const free = () => {
      unlatch();
      busy = false;
      change({});
    };
    if (leaving !== true) return free();
    const stops = [host.onReturn(free), clock.after(LATCH, free)];
    unlatch = () => stops.forEach((stop) => stop());
  }

  function look(): void {
    const state = store.getState();
    if (sheet) way.refresh();
    else if (state.status === 'error' && state.code === 'signed_out' && auth.getState().level === 'bank') void load();
  }

  if (!known) voice.debug('placement is up to 64 letters, digits, - _ and .');
  void load();
  const stops = [
    auth.subscribe(look),
    host.onReturn(look),
    inlay.policy.subscribe(() => change({})),
    inlay.settings.subscribe(() => {
      if (wanted() !== locale) void load();
    }),
  ];
  return {
    ...store,
    async act(seen, trusted) {
      if (busy || !sheet || !present(inlay, locale, sheet).action?.enabled) return;
      if (voice.allows(atBank ? 'redeem' : 'quote', sheet.item.rules.version, seen, trusted)) await latched(way.act);
    },
    turn: async (trusted) => {
      if (trusted) await latched(way.turn);
    },
    choose(value) {
      wish = value;
      change({ notices: [] });
    },
    type: way.type,
    retry() {
      const state = store.getState();
      if (state.status !== 'error') return;
      if (atBank && state.code === 'signed_out') {
        void auth.signIn({ widget, key: params.quote, verb: 'redeem' });
        return;
      }
      voice.again();
      store.set(loading());
      void load();
    },
    exposed(ratio) {
      if (sheet) voice.exposed(ratio);
    },
    destroy() {
      calls++;
      unlatch();
      stops.forEach((stop) => stop());
      way.destroy();
      sheet = undefined;
    },
  };
}
