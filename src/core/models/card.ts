import { InlayError, lineOf, toInlayError } from '../errors.ts';
import type { EmptyReason, Emit } from '../events.ts';
import { isElder, type Inlay } from '../inlay.ts';
import { whenLate } from '../late.ts';
import { createStore } from '../store.ts';
import { hasTexts, isLocale, loadTexts, t } from '../text.ts';
import type { Card, CardButton, CardKind, CardOutcome, CardState } from './card-state.ts';
import { failureDetail, failureState } from './failure.ts';

/**
 * Milliseconds for which the first paint waits for the channel policy: a notice that comes later moves what stands below
 * it, and a thing that the policy hides should not be seen first.
 */
const PATIENCE = 300;

const isId = (id: string) => /^[\w-]{1,64}$/.test(id);

/** True for a partner's own name for a place on his page; a number of a person's, which would stand in addresses, is none (R6). */
export const isPlacement = (name: string): boolean => /^(?!.*(1[3-9]\d{9}|\d{15}))[\w.-]{0,64}$/.test(name);

/** Runs a card: loads at once, follows policy, session and language, ends in `ready`, `empty` or `error`, tells each once. */
export function createCard<Thing, View, Outcome extends CardOutcome<View>, Button extends CardButton>(
  inlay: Inlay,
  emit: Emit,
  kind: CardKind<Thing, View, Outcome, Button>,
): Card<View, Outcome, Button> {
  const { widget, attribute, id } = kind;
  const wanted = () => {
    const locale = kind.locale ?? inlay.settings.getState().locale;
    return isLocale(locale) ? locale : 'zh-CN';
  };
  const start = (): CardState<View> => ({ status: 'loading', words: { loading: t(wanted(), kind.loading) } });
  const store = createStore(start());
  const once = new Set<string>();
  let locale = wanted();
  let thing: Thing | undefined;
  let outcome: Outcome | undefined;
  let button: Button | undefined;
  let failure: InlayError | undefined;
  let calls = 0;
  let told = '';
  let waited = false;
  let paid = false;
  let stopped = false;
  let cancelWait: (() => void) | undefined;

  const debug = (line: string) => inlay.debug(`<inlay-${widget} ${attribute}="${id}">: ${line}`);
  const first = (what: string) => !once.has(what) && !!once.add(what);
  const track = (what: 'ready' | 'empty' | 'failed' | 'exposed', data: object) =>
    inlay.ports.tracker.track(`${kind.event}_${what}` as 'coupon_empty', { ...kind.about, ...data } as never);
  /** True when this end has not been told yet. */
  const tell = (what: string) => told !== what && !!(told = what);

  async function load(): Promise<void> {
    const call = ++calls;
    const next = wanted();
    try {
      if (!isId(id)) {
        // One turn later, so that whoever made the model can listen first.
        await Promise.resolve();
        if (id) throw new InlayError('invalid_attribute', `${attribute} is an id of letters, digits, - and _`);
        if (call === calls) empty(kind.missing, []);
        return;
      }
      const answer = kind.load(id, next);
      // A refusal may be here before the texts are, and would be nobody's until then.
      answer.catch(() => {});
      await loadTexts(next);
      const read = hasTexts(next) ? await answer : await kind.load(id, 'zh-CN');
      if (call !== calls) return;
      thing = read;
      locale = hasTexts(next) ? next : 'zh-CN';
      render();
    } catch (thrown) {
      if (call === calls) fail(toInlayError(thrown));
    }
  }

  function render(): void {
    if (!thing || stopped) return;
    // Elder mode waits for its word whatever comes: it may be an advertisement (X2).
    if ((!waited || isElder(inlay, kind.mode)) && inlay.policy.getState().status === 'loading') {
      cancelWait ??= inlay.ports.clock.after(PATIENCE, () => {
        waited = true;
        render();
      });
      return;
    }
    paid = kind.paid || inlay.policy.lists('paid', kind.placement);
    const barred = paid && isElder(inlay, kind.mode) && ['X2'];
    if (barred || inlay.policy.lists('stopped', kind.placement)) return empty('hidden_by_policy', barred || []);
    const next = kind.present(thing, locale);
    if (!next) return;
    outcome = next;
    if (!next.view) return empty(next.reason!, next.rules);
    changed();
    if (next.rules.length && first('rules'))
      debug(`parts are hidden, ask the bank to correct ${next.rules.join(', ')}`);
    const texts = kind.ready(next);
    const ready = told[0] === '+';
    if (tell(`+${Object.values(texts)}`)) {
      track('ready', texts);
      if (!ready) emit('inlay-ready', { widget });
    }
    if (button) button.resume();
    else whenLate(arrive);
  }

  /** The late parts are here: makes the button, draws what waited for them, and says a failure in its own words. */
  function arrive(): void {
    if (stopped || button) return;
    button = kind.button(card);
    if (store.getState().status === 'error') speak(failure!);
    else render();
  }

  function changed(): void {
    const status = button?.busy() ? 'busy' : 'ready';
    const state = store.getState();
    if (!outcome?.view || ('view' in state && state.view === outcome.view && state.status === status)) return;
    store.set({ status, view: outcome.view, ad: paid ? t(locale, 'ad') : '' });
  }

  function empty(reason: EmptyReason, rules: string[]): void {
    outcome = undefined;
    store.set({ status: 'empty', reason });
    if (!tell(reason)) return;
    debug(
      id
        ? `not shown: ${reason} ${rules.join(', ')}; docs/${rules[0] ? 'compliance' : 'events'}.md says more`
        : `set the attribute ${attribute}="…" to an id of the bank's`,
    );
    track('empty', { reason });
    emit('inlay-empty', { widget, reason, rules });
  }

  function fail(error: InlayError): void {
    if (error.reason === 'partner_disabled') return empty('hidden_by_policy', []); // switched off: not even a fault (S8)
    debug(lineOf(error));
    // A card that shows something lawful keeps it, say when another language could not be had.
    if (outcome?.view) return;
    failure = error;
    speak(error);
    if (tell('error')) report(error);
    whenLate(arrive);
  }

  function speak(error: InlayError): void {
    store.set(failureState(wanted(), error, error.code === 'not_found' ? kind.unknown : undefined));
  }

  function report(error: InlayError): void {
    track('failed', { code: error.code });
    emit('inlay-error', failureDetail(widget, error));
  }

  if (!isPlacement(kind.placement)) debug('placement is up to 64 letters, digits, - _ and ., no phone number');
  void load();
  // Without an id there is nothing to ask the bank for, not even the policy.
  const follow = () => (wanted() !== locale ? void load() : render());
  const { policy, session, settings } = inlay;
  const stops = id ? [policy.subscribe(render), session.subscribe(render), settings.subscribe(follow)] : [];
  const card: Card<View, Outcome, Button> = {
    ...store,
    now: () => outcome,
    debug,
    first,
    exposed(ratio) {
      if (outcome?.view && first('exposed')) track('exposed', { ratio });
    },
    report,
    changed,
    again: render,
    reload: () => void load(),
    withButton(act) {
      whenLate(() => {
        arrive();
        if (button) act(button);
      });
    },
    retry() {
      if (store.getState().status !== 'error') return;
      told = '';
      store.set(start());
      void load();
    },
    destroy() {
      calls++;
      stopped = true;
      cancelWait?.();
      stops.forEach((stop) => stop());
      button?.destroy();
      thing = outcome = undefined;
    },
  };
  return card;
}
