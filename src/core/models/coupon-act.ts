import type { ParsedCampaign } from '../campaign.ts';
import type { wordsBreak } from '../campaign-rules.ts';
import type { ClaimState } from '../claims.ts';
import { at } from '../entitlement.ts';
import type { Emit } from '../events.ts';
import { lateParts } from '../late.ts';
import type { Locale } from '../text.ts';
import type { Card, CardButton, Seen } from './card-state.ts';
import { claimingOf, type Desk } from './coupon-desk.ts';
import type { CouponOutcome, CouponView } from './coupon-state.ts';
import { failureDetail } from './failure.ts';
import { presentCoupon } from './coupon-view.ts';

const widget = 'coupon-claim';
/** Milliseconds for which a claim waits for the page's own check. */
const PATIENCE = 30_000;
/** The same where the page is left for it: so long after his tap a customer is not moved by it any more (R1). */
const leaving = 5000;
/** Timers stand still while a machine sleeps: never trust one for longer (ms). */
const longest = 6e4;

/** What the button needs of its coupon. */
interface Ticket extends Desk {
  placement: string;
  about: { campaign: string; placement: string };
  emit: Emit;
  card: Card<CouponView, CouponOutcome, CardButton>;
  /** Of what is shown. */
  locale: Locale;
  wordsBreak: typeof wordsBreak;
  /** Asks the bank for the campaign anew. */
  reload(): void;
}

/** What the bank says to one customer keeps to the rules of a coupon's own words; where it does not, ours stand in its place. */
function tempered(state: ClaimState, breaks: typeof wordsBreak): [ClaimState, rules: string[]] {
  const { entitlement } = state;
  if (!entitlement) return [state, []];
  const { reasonText, next } = entitlement;
  const rules = breaks(`${reasonText}\n${next.text}`, true);
  if (!rules.length) return [state, rules];
  return [{ ...state, entitlement: { ...entitlement, reasonText: '', next: { text: '', url: '' } } }, rules];
}

/** A coupon's button, and what it makes of the customer's own state. */
export interface Acting extends CardButton {
  present(campaign: ParsedCampaign, basics: CouponView, locale: Locale, elder: boolean): CouponOutcome;
  act(seen: Seen, trusted: boolean): Promise<void>;
  prepare(): void;
}

/** The one button of a coupon, and what the page is told of a claim. */
export function createActing(ticket: Ticket): Acting {
  const { inlay, campaign, placement, about, emit, card, reload } = ticket;
  const { auth, clock, tracker } = inlay.ports;
  const { createGuide, createTap } = lateParts()!;
  const guide = createGuide(inlay);
  const tap = createTap(inlay, card);
  const claiming = claimingOf(ticket);
  let spoken = ticket.locale;
  const me = {};
  let said: object | undefined;
  let cancel = () => {};
  let over = false;
  let asked = 0;

  /** Asks the page, which may say no at once or by a promise. */
  async function askPage(wait: number): Promise<boolean> {
    const checks: Promise<unknown>[] = [];
    let late = false;
    const waitUntil = (check: Promise<unknown>) => {
      if (late) card.debug('waitUntil() counts only during inlay-claim-intent');
      else checks.push(check);
    };
    const goes = emit('inlay-claim-intent', { widget, campaign, placement, waitUntil });
    late = true;
    const answers = Promise.all(checks);
    // Nobody may wait for them.
    answers.catch(() => {});
    if (!goes || !checks.length) return goes;
    let forget = () => {};
    const patience = new Promise<never>((_, reject) => {
      forget = clock.after(wait, () => reject(new Error(`no answer in ${wait} ms`)));
    });
    try {
      return (await Promise.race([answers, patience])).every((answer) => answer !== false);
    } catch (thrown) {
      card.debug(`the page's check stopped the claim: ${thrown instanceof Error ? thrown.message : thrown}`);
      return false;
    } finally {
      forget();
    }
  }

  async function begin(resumed: boolean): Promise<void> {
    const { digest, version, atBank, signIn, verdict } = card.now()!;
    if (!resumed) tracker.track('coupon_claim_begun', { ...about, rules: version });
    // The key holds the digest that was on screen: on return other rules want a tap of their own (C5).
    const intent = { widget, key: `${campaign} ${digest}`, verb: 'claim' } as const;
    // Into the app, where the policy wants the claim there; when there is none, by the bank's own ways.
    const open = async (path: string) => {
      const way = { url: inlay.gateway + path, verdict, id: campaign, placement, campaign };
      return (await guide(way, () => {}))?.outcome;
    };
    const order = { digest, placement, atBank, owner: me, open };
    const check = () => askPage(atBank || signIn ? leaving : PATIENCE);
    await claiming.start(order, resumed ? undefined : check, signIn ? intent : undefined).catch(card.debug);
  }

  /** Tells the page what became of a claim, once. */
  function tell(): void {
    const { news, error } = claiming.getState();
    if (news && !news.told && (!news.owner || news.owner === me)) {
      news.told = true;
      if (news.error) {
        tracker.track('coupon_refused', { ...about, code: news.error.code });
        emit('inlay-error', failureDetail(widget, news.error));
      }
      if (news.claim) {
        const { id: claim, coupons, already } = news.claim;
        tracker.track('coupon_claimed', { ...about, coupons: coupons.length, already });
        emit('inlay-coupon-claimed', { widget, campaign, placement, claim, coupons: coupons.length, already });
      }
    }
    if (error && error !== said && error.code === 'rules_changed') reload();
    said = error;
  }

  claiming.speak(spoken);
  const unsubscribe = claiming.subscribe(card.again);
  return {
    busy: () => claiming.getState().phase === 'claiming',

    present(thing, basics, locale, elder) {
      // Reasons and next steps come in words of the bank. Each tells its own change alone: two may differ for ever.
      if (spoken !== locale) claiming.speak((spoken = locale));
      over = at(thing.window.until, Infinity) <= clock.now() && clock.now() < at(thing.endsAt, Infinity);
      const [state, rules] = tempered(claiming.getState(), ticket.wordsBreak);
      return { ...presentCoupon(inlay, thing, state, basics, locale, elder), rules };
    },

    prepare() {
      const shown = card.now();
      if (shown?.atBank && shown.view?.action.act === 'claim') auth.prepareClaim?.(campaign);
    },

    async act(seen, trusted) {
      const shown = card.now();
      if (!shown?.view) return;
      const { act, enabled, busy } = shown.view.action;
      if (!enabled || busy) return;
      const { refusal } = tap.read(seen, trusted);
      if (refusal) return card.debug(refusal);
      if (act === 'claim') return begin(false);
      if (act === 'check') return claiming.refresh();
      if (act === 'use') tracker.track('coupon_use_opened', about);
      const { url, verdict } = shown;
      await guide({ url, verdict, id: campaign, placement, campaign }).catch(card.debug);
    },

    /** Follows the bank's instants, tells what happened, and takes up a claim that a sign-in interrupted. */
    resume() {
      cancel();
      const { changes, digest, view, atBank } = card.now()!;
      if (over || changes < Infinity) cancel = clock.after(Math.min(changes - clock.now(), longest), card.again);
      tell();
      // Its window is over and the campaign is not: the bank tells the next one, if not at once then by and by.
      if (over && clock.now() - asked >= longest) {
        asked = clock.now();
        reload();
        claiming.refresh();
      }
      const { phase, user } = claiming.getState();
      if (phase !== 'idle' || !user || user !== inlay.session.getState().user) return;
      if (inlay.policy.getState().status === 'loading') return;
      const { act, enabled } = view!.action;
      // What the button would not do now, or not without leaving, wants a tap of his own (R1).
      const goes = act === 'claim' && enabled && !atBank;
      if (auth.takeIntent(widget, `${campaign} ${digest}`)?.verb === 'claim' && goes) void begin(true);
    },

    destroy() {
      cancel();
      unsubscribe();
      claiming.disown(me);
    },
  };
}
