import { InlayError, type ErrorCode } from '../core/errors.ts';
import type { Settings } from '../core/inlay.ts';
import type { Auth, BankClaim, Clock } from '../core/ports.ts';
import { t } from '../core/text.ts';
import type { GetTicket } from './exchange.ts';
import { openFrame, type BankFrame } from './frame.ts';
import { createFrameSheet, type FrameSheet } from './frame-sheet.ts';

/** What {@link createFrameClaims} needs. */
export interface FrameClaimParts {
  partner: string;
  gateway: string;
  /** Whether the host's profile lets a frame of the bank keep its session here; never so on the bank's own pages. */
  allowed: boolean;
  /** The page's ticket source as it is now. */
  getTicket(): GetTicket | undefined;
  settings(): Settings;
  clock: Clock;
  /** The attribution token that counts now, or an empty text. */
  attribution(): string;
  /** Makes a random word of 22 letters. */
  word(): string;
  /** Every code there is. Given, like what makes the word: what two late chunks import moves to the base. */
  codes: readonly ErrorCode[];
}

/** Claims on the bank's own origin, within this page. */
export interface FrameClaims extends Required<Pick<Auth, 'claimAtBank' | 'prepareClaim'>> {
  /** Ends what is open: the customer left, or the page's Inlay ends. */
  close(): void;
}

/** One frame from its making to its end. */
interface Visit {
  campaign: string;
  nonce: string;
  sheet: FrameSheet;
  frame: BankFrame;
  /** The bank has spoken: the frame is there. */
  heard: boolean;
  /** The claim has left the frame, and its answer is not here yet. */
  sending: boolean;
  /** Once the customer has tapped: how his claim ends. */
  end?: (error: InlayError | undefined, claim?: unknown) => void;
}

const { min, max } = Math;
// For the page's ticket, as in `exchange.ts`.
const patience = 10_000;
const away = (why: string) => new InlayError('unsupported_environment', why);

/** Whether the engine tells a frame that something lies over it (IntersectionObserver v2), and this page is the whole tab. */
function canFrame(): boolean {
  try {
    return window === window.top && 'isVisible' in IntersectionObserverEntry.prototype;
  } catch {
    return false;
  }
}

/** Makes them. What the frame says is checked word by word; what it shows stays on the bank's origin. */
export function createFrameClaims(parts: FrameClaimParts): FrameClaims {
  const { partner, gateway, clock } = parts;
  const possible = parts.allowed && canFrame();
  let visit: Visit | undefined;

  function finish(one: Visit, error?: InlayError, claim?: unknown): void {
    if (visit === one) visit = undefined;
    one.frame.destroy();
    one.sheet.remove();
    one.end?.(error, claim);
  }

  function refuse(one: Visit, code: unknown): void {
    const known = parts.codes.includes(code as ErrorCode);
    const facts = { status: 403, reason: `${code}` };
    finish(one, new InlayError(known ? (code as ErrorCode) : 'internal', 'The bank refused the claim', facts));
  }

  function take(one: Visit, message: unknown): void {
    const { kind, claim, code, height } = Object(message) as Record<string, unknown>;
    one.heard = true;
    if (kind === 'height' && (height as number) > 0) {
      one.frame.element.style.setProperty('height', `${max(200, min(height as number, 2000))}px`);
    } else if (!one.end) return;
    else if (kind === 'sending') one.sending = true;
    else if (kind === 'granted') finish(one, undefined, claim);
    else if (kind === 'refused') refuse(one, code);
    else if (kind === 'leave') finish(one, away('The bank must see the customer on its own page'));
    else if (kind === 'unknown') finish(one, lost());
    else if (kind === 'close') close(one);
  }

  const lost = () => new InlayError('network', 'The frame had no answer to the claim');
  const close = (one = visit) => one && finish(one, one.sending ? lost() : undefined);

  function begin(campaign: string): Visit {
    if (visit?.campaign === campaign && !visit.end) return visit;
    close();
    const { locale, mode, theme } = parts.settings();
    const nonce = parts.word();
    const title = t(locale, 'bankFrame');
    const sheet = createFrameSheet(title);
    const path = `/frame/claim?partner=${partner}&campaign=${encodeURIComponent(campaign)}&locale=${locale}&mode=${mode}&theme=${theme}`;
    const frame = openFrame(sheet.place, {
      ...{ gateway, path, title, nonce, clock },
      onMessage: (message) => take(one, message),
      onLost: () => (one.heard || one.sending ? close(one) : finish(one, away('The bank’s frame did not come'))),
    });
    const one: Visit = { campaign, nonce, sheet, frame, heard: false, sending: false };
    return (visit = one);
  }

  return {
    prepareClaim(campaign) {
      // Another claim's frame is not disturbed.
      if (possible && parts.getTicket() && !visit?.end) begin(campaign);
    },
    async claimAtBank({ campaign, key, placement }: BankClaim) {
      const getTicket = parts.getTicket();
      if (!possible || !getTicket) throw away('This page can hold no frame of the bank');
      const one = begin(campaign);
      const none = () => finish(one, away('There is no ticket for the bank’s frame'));
      const cancel = clock.after(patience, none);
      async function send(): Promise<void> {
        one.sheet.show(() => close(one));
        const ticket = await getTicket!({ frame: one.nonce });
        cancel();
        if (!ticket) return none();
        one.frame.send({ kind: 'visit', ticket, key, placement, attribution: parts.attribution() });
      }
      return new Promise((resolve, reject) => {
        one.end = (error, claim) => {
          cancel();
          if (error) reject(error);
          else resolve(claim);
        };
        send().catch(none);
      });
    },
    close,
  };
}
