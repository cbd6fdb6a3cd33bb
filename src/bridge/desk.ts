import type { Settings } from '../core/inlay.ts';
import type { Clock, Desk, DeskOutcome, DeskVisit, Host } from '../core/ports.ts';
import { t } from '../core/text.ts';
import { randomWord } from './base64.ts';
import type { GetTicket } from './exchange.ts';
import { openFrame, type BankFrame } from './frame.ts';
import type { Intents } from './intents.ts';

/** What {@link createDesk} needs. */
export interface DeskParts {
  partner: string;
  gateway: string;
  /** Whether the bank's frame may be shown here at all. */
  framed: boolean;
  /** The page's ticket source as it is now. */
  getTicket(): GetTicket | undefined;
  settings(): Settings;
  clock: Clock;
  host: Host;
  intents: Intents;
}

/** One frame from its making to its end. */
interface Sitting {
  campaign: string;
  place: object;
  frame: BankFrame;
  nonce: string;
  /** What the port has brought shows that the bank is there. */
  heard: boolean;
  /** The claim has left the frame, and no answer is here yet. */
  sending: boolean;
  visit?: DeskVisit;
  settle?: (outcome: DeskOutcome) => void;
}

const word = /^[\w.-]{1,64}$/;
const { min, max } = Math;

/** Makes the desk. What the frame says is checked word by word; what it shows stays on the bank's origin. */
export function createDesk(parts: DeskParts): Desk {
  const { partner, gateway, clock, host, intents } = parts;
  let sitting: Sitting | undefined;

  function finish(one: Sitting, outcome: DeskOutcome): void {
    if (sitting === one) sitting = undefined;
    one.frame.destroy();
    one.settle?.(outcome);
  }

  function leave(visit: DeskVisit): DeskOutcome {
    const { campaign, key, placement, attribution = '' } = visit;
    const state = intents.keep({ widget: 'coupon-claim', key: campaign, verb: 'claim' });
    const query = Object.entries({ partner, state, key, placement, attribution })
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    host.navigate(`${gateway}/h5/claim/${encodeURIComponent(campaign)}?${query}`);
    return { status: 'leaving' };
  }

  function take(one: Sitting, message: unknown): void {
    const { kind, claim, code, height } = Object(message) as Record<string, unknown>;
    one.heard = true;
    if (kind === 'height' && (height as number) > 0) {
      one.frame.element.style.setProperty('height', `${max(200, min(height as number, 2000))}px`);
    } else if (kind === 'sending') one.sending = true;
    else if (kind === 'granted' && word.test(claim as string))
      finish(one, { status: 'granted', claim: claim as string });
    else if (kind === 'refused' && word.test(code as string)) finish(one, { status: 'refused', code: code as string });
    else if (kind === 'close') finish(one, { status: 'dismissed' });
    else if (kind === 'unknown') finish(one, { status: 'unknown' });
    else if (kind === 'leave' && one.visit) finish(one, leave(one.visit));
  }

  function lose(one: Sitting): void {
    const { visit, sending, heard } = one;
    // Gone before it ever spoke (a policy, a network, a bank that refuses): the customer's tap still leads to the bank.
    finish(one, sending ? { status: 'unknown' } : visit && !heard ? leave(visit) : { status: 'dismissed' });
  }

  function sit(campaign: string, place: object): Sitting {
    if (sitting?.campaign === campaign && sitting.place === place) return sitting;
    close();
    const { locale, mode, theme } = parts.settings();
    const nonce = randomWord();
    const query = `partner=${partner}&campaign=${encodeURIComponent(campaign)}&locale=${locale}&mode=${mode}&theme=${theme}`;
    const one: Sitting = {
      ...{ campaign, place, nonce, heard: false, sending: false },
      frame: openFrame(place as Element, {
        ...{ gateway, nonce, clock, path: `/frame/claim?${query}`, title: t(locale, 'bankFrame') },
        onMessage: (message) => take(one, message),
        onLost: () => lose(one),
      }),
    };
    return (sitting = one);
  }

  function close(): void {
    if (sitting) finish(sitting, { status: sitting.sending ? 'unknown' : 'dismissed' });
  }

  const framed = () => parts.framed && !!parts.getTicket();

  return {
    get framed() {
      return framed();
    },
    prepare(campaign, place) {
      // Another widget's visit is not disturbed.
      if (framed() && !sitting?.visit) sit(campaign, place);
    },
    async claim(visit, place) {
      const getTicket = parts.getTicket();
      if (!framed()) return leave(visit);
      if (sitting?.visit) close();
      const one = sit(visit.campaign, place);
      one.visit = visit;
      const outcome = new Promise<DeskOutcome>((resolve) => (one.settle = resolve));
      try {
        const ticket = await getTicket!({ frame: one.nonce });
        one.frame.send({ kind: 'visit', ticket, ...visit });
      } catch {
        if (sitting === one) finish(one, leave(visit));
      }
      return outcome;
    },
    close,
  };
}
