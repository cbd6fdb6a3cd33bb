import type { Rules } from '../campaign.ts';
import type { Claiming } from '../claims.ts';
import type { InlayError } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import type { CouponOutcome } from './coupon-view.ts';

/** The widget's name in events and intents. */
export const widget = 'coupon-claim';
/** Milliseconds for which a claim waits for the page's own check. */
const PATIENCE = 30_000;

/** What the button needs of its coupon. */
interface Ticket {
  inlay: Inlay;
  campaign: string;
  placement: string;
  about: { campaign: string; placement: string };
  emit: Emit;
  debug(line: string): void;
  /** True the first time it is asked for a word. */
  first(what: string): boolean;
  claiming: Claiming | undefined;
  /** What the coupon shows now. */
  now(): { rules: Rules; outcome: CouponOutcome } | undefined;
  /** Asks the bank for the campaign anew. */
  reload(): void;
}

/** The one button of a coupon, and what the page is told of a claim. */
export function createActing(ticket: Ticket) {
  const { inlay, campaign, placement, about, emit, debug, claiming } = ticket;
  const { auth, clock, host, tracker } = inlay.ports;
  const me = {};
  let seen: object | undefined;

  /** Asks the page, which may say no at once or by a promise. */
  async function ask(): Promise<boolean> {
    const checks: Promise<unknown>[] = [];
    let late = false;
    const waitUntil = (check: Promise<unknown>) => {
      if (late) debug('waitUntil() counts only during inlay-claim-intent');
      else checks.push(check);
    };
    const goes = emit('inlay-claim-intent', { widget, campaign, placement, waitUntil });
    late = true;
    if (!goes || !checks.length) return goes;
    let cancel = () => {};
    const patience = new Promise<never>((_, reject) => {
      cancel = clock.after(PATIENCE, () => reject(new Error(`no answer in ${PATIENCE} ms`)));
    });
    try {
      return (await Promise.race([Promise.all(checks), patience])).every((answer) => answer !== false);
    } catch (thrown) {
      debug(`the page's check stopped the claim: ${thrown instanceof Error ? thrown.message : thrown}`);
      return false;
    } finally {
      cancel();
    }
  }

  async function begin(resumed: boolean): Promise<void> {
    const { rules, outcome } = ticket.now()!;
    const { digest, version } = rules;
    const { atBank, signIn } = outcome;
    if (!resumed) tracker.track('coupon_claim_begun', { ...about, rules: version });
    // The key holds the digest that was on screen: on return other rules want a tap of their own (C5).
    const intent = { widget, key: `${campaign} ${digest}`, verb: 'claim' } as const;
    const order = { digest, placement, atBank, owner: me };
    await claiming!.start(order, resumed ? undefined : ask, signIn ? intent : undefined);
  }

  function report({ code, retryable, traceId }: InlayError, name: 'coupon_failed' | 'coupon_refused'): void {
    tracker.track(name, { ...about, code });
    emit('inlay-error', traceId ? { widget, code, retryable, traceId } : { widget, code, retryable });
  }

  return {
    report,

    async act(trusted: boolean): Promise<void> {
      const shown = ticket.now();
      if (!shown || !claiming) return;
      const { view, url } = shown.outcome;
      const { act, enabled, busy } = view.action;
      if (!trusted) return debug('a script tapped the button; only a customer may (R1)');
      if (!enabled || busy) return;
      if (act === 'claim') return begin(false);
      if (act === 'check') return claiming.refresh();
      if (act === 'use') tracker.track('coupon_use_opened', about);
      host.navigate(url);
    },

    /** Tells the page what became of a claim, once; takes up one that a sign-in interrupted. */
    news(): void {
      const { news, error, phase } = claiming!.getState();
      if (news && !news.told && (!news.owner || news.owner === me)) {
        news.told = true;
        if (news.error) report(news.error, 'coupon_refused');
        if (news.claim) {
          const { id: claim, coupons, already } = news.claim;
          tracker.track('coupon_claimed', { ...about, coupons: coupons.length, already });
          emit('inlay-coupon-claimed', { widget, campaign, placement, claim, coupons: coupons.length, already });
        }
      }
      if (error && error !== seen && error.code === 'rules_changed') ticket.reload();
      seen = error;
      const { status, level } = inlay.session.getState();
      if (phase !== 'idle' || status !== 'active' || level === 'anonymous') return;
      const intent = auth.takeIntent(widget, `${campaign} ${ticket.now()!.rules.digest}`);
      if (intent?.verb === 'claim') void begin(true);
    },

    destroy(): void {
      claiming?.disown(me);
    },
  };
}
