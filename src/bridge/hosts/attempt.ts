import type { LaunchResult } from '../../core/ports.ts';
import type { BankClock } from '../clock.ts';
import { on } from './web.ts';

/** What is known of a way before it is tried. */
export interface Attempt {
  /** Does the system ask the customer first? */
  asks: boolean;
  /** Does it also say in such a box that there is no app, so that closing it need not be a cancel? */
  alerts: boolean;
  /** Where the app is missing, does this page give way to the bank's? */
  leaves: boolean;
  /** Is the way known to open the app, so that the bank's page means it is missing? */
  sure: boolean;
}

/** A switch of apps without a question comes at once, and so does a question; what comes later is something else. */
const SWITCH = 1500;
const QUESTION = 1000;
/** Focus leaves just before the page does, and comes back just after it: only what stands for longer is a question. */
const SETTLE = 300;
/** Hidden for less is a glance at the notifications, a permission sheet, a lock and unlock. */
const AWAY = 2000;
/** How long silence is listened to: a scheme answers at once, a page may load slowly, a question may stand for long. */
const SILENCE = 2500;
const SLOW_PAGE = 8000;
const LONG_QUESTION = 60_000;
const LONG_ABSENCE = 600_000;

/**
 * Watches the page from the moment of the attempt until something can honestly be said. `visibilitychange` alone proves
 * nothing: calls, notifications and locks fire it too. The returned function ends the watch before that.
 */
export function watch(
  { asks, alerts, leaves, sure }: Attempt,
  clock: BankClock,
  tell: (result: LaunchResult) => void,
): (result: LaunchResult) => void {
  const { steady } = clock;
  const start = steady();
  let questionAt = 0;
  let hiddenAt = 0;
  let settling = false;
  let answered = false;
  let open = false;
  let interrupted = false;
  let cancel = () => {};

  const isHidden = () => document.visibilityState === 'hidden';
  const wait = (milliseconds: number, then: () => void) => {
    cancel();
    cancel = clock.after(milliseconds, then);
  };
  const end = (result: LaunchResult) => {
    cancel();
    offs.splice(0).forEach((off) => off());
    tell(result);
  };
  const unknown = (evidence: string) => end({ outcome: 'unknown', evidence });
  const opened = () => end({ outcome: 'opened', evidence: questionAt ? 'hidden_after_question' : 'hidden' });
  const standBy = () => wait(LONG_QUESTION, () => unknown('question_open'));
  const closed = () => {
    if (alerts) unknown('question_closed');
    else end({ outcome: 'cancelled', evidence: 'question_closed' });
  };

  const offs = [
    on(window, 'blur', () => {
      if (questionAt || settling) return;
      if (asks && steady() - start <= QUESTION) {
        questionAt = steady();
        standBy();
      } else interrupted = true;
    }),
    on(window, 'focus', () => {
      if (!questionAt || hiddenAt || settling) return;
      // Closed, by yes or no: after a yes the page goes away now.
      answered = true;
      wait(SWITCH, closed);
    }),
    on(document, 'visibilitychange', () => (isHidden() ? leave() : comeBack())),
    // Replaced by the page that stands for the app, or by something else the customer did.
    on(window, 'pagehide', () => {
      if (leaves) end({ outcome: sure ? 'not_installed_likely' : 'unknown', evidence: 'left_for_page' });
      else if (hiddenAt && steady() - hiddenAt >= AWAY) opened();
      else unknown('left');
    }),
  ];

  function leave(): void {
    if (hiddenAt) return;
    const now = steady();
    // Some systems give the focus back when the question is answered, some do not; and a call that comes in while it is
    // open hides the page as well, and leaves it open: only the return tells.
    open = !!questionAt && !answered && now - questionAt > SETTLE;
    // Focus that goes with the page was no question.
    if (!open && !answered) questionAt = 0;
    if (!questionAt) {
      if (now - start > SWITCH) return unknown('hidden_late');
      // A call that comes in looks just like an app that opens. Where the system asks first, only its question tells them
      // apart; where the bank's page stands for a missing app, that it does not come, and it comes in the background too.
      if (asks && !leaves) return unknown('hidden_unasked');
    }
    hiddenAt = now;
    if (open) wait(LONG_ABSENCE, () => unknown('hidden_with_question'));
    else wait(leaves ? SLOW_PAGE : AWAY, opened);
  }

  function comeBack(): void {
    if (!hiddenAt) return;
    // Timers stand still in the background of some systems: time it ourselves.
    const away = steady() - hiddenAt;
    hiddenAt = 0;
    settling = true;
    wait(leaves && !open ? Math.max(SETTLE, start + SLOW_PAGE - steady()) : SETTLE, () => {
      settling = false;
      // The question still holds the focus: what hid the page was something else.
      if (open && !document.hasFocus()) standBy();
      else if (away >= AWAY) opened();
      else unknown('hidden_short');
    });
  }

  wait(leaves ? SLOW_PAGE : SILENCE, () => unknown(interrupted ? 'interrupted' : 'timeout'));
  return end;
}
