import { toInlayError, type InlayError } from '../errors.ts';
import type { Kept } from '../ports.ts';
import type { OpenQuote, Redemption } from '../reward-answers.ts';
import { barring, createDesk, gone, phaseOf, repricing } from './points-bank.ts';
import { dressQuote, settled, STALE } from './points-quote.ts';
import type { Counter, Way } from './points-sheet.ts';
import { createPatience, createStep } from './points-way.ts';

/**
 * The way at the bank itself (P2): shows quote and balance, confirms under one key per intention, asks for the code when
 * the bank does, and says what the bank says (P3). Never confirms by itself: only a tap does.
 */
export function createConfirming(counter: Counter): Way {
  const { inlay, params, sheet, change, locale, say } = counter;
  const { auth, clock, host, keys } = inlay.ports;
  const step = createStep(counter);
  const desk = createDesk(inlay, params.quote, counter.readItem);
  // The quote as the page was given it: it stays, however often it is renewed.
  const name = `redeem ${params.quote}`;
  /** Undefined until somebody was looked for; empty for nobody. */
  let user: string | undefined;
  let code = '';
  let told = '';
  let asking = false;
  let round = 0;
  let cancelOld = () => {};
  const patience = createPatience(counter, () => void ask());

  /** Begins with whoever is signed in now; what was known belonged to whoever was before. */
  function enter(): void {
    const { status, level, user: next } = inlay.session.getState();
    const who = level === 'bank' ? next : '';
    if (status === 'starting' || who === user) return;
    user = who;
    rest();
    asking = false;
    counter.clear(who ? 'idle' : 'away');
    if (who) void look();
  }

  /** Nothing that is under way changes anything any more. */
  function rest(): void {
    round++;
    patience.stop();
    cancelOld();
  }

  /** The bank does not know the customer any more: nothing of him stays, and he is asked for by a tap only. */
  function lose(): void {
    rest();
    counter.clear('away');
  }

  /** Runs a question; what it learns counts only for the customer who is still there. */
  async function asked<T>(question: Promise<T>, then: (answer: T) => void, failed: (error: InlayError) => unknown) {
    const mine = round;
    try {
      const answer = await question;
      if (mine === round) then(answer);
    } catch (thrown) {
      const error = toInlayError(thrown);
      if (mine !== round) return;
      if (gone.test(error.code)) lose();
      else await failed(error);
    }
  }

  /** A quote that holds; the customer is told when it is another than the page was given. */
  async function look(): Promise<void> {
    const take = ([open, old]: [OpenQuote, OpenQuote?]) => {
      const [before, after] = [old ?? open, open].map(({ points, moneyFen }) => counter.amount(points, moneyFen));
      const news = before === after ? say('pointsRequoted') : say('pointsRepriced', { before: before!, after: after! });
      learn(open, old ? [news] : []);
    };
    await Promise.all([asked(desk.current(locale(), user!), take, bar), weigh()]);
  }

  function bar(error: InlayError): void {
    const barred = barring.test(error.code);
    change({ phase: sheet().quote || barred ? 'idle' : 'unread', barred });
    step.refuse(error);
  }

  async function weigh(): Promise<void> {
    cancelOld();
    cancelOld = clock.after(STALE + 2000, () => change({}));
    const late = () => change({ balanceLate: true });
    await asked(desk.balance(), (balance) => change({ balance, balanceLate: false }), late);
  }

  /** Takes in what the bank says of the quote. */
  function learn(open: OpenQuote, notices: string[]): void {
    const phase = phaseOf(open);
    change({ quote: open, item: open.item, quotas: open.quotas, phase, outcome: open.redemption, notices });
    if (phase === 'checking') patience.again();
    else if (open.redemption) tell(open.redemption);
  }

  function tell(outcome: Redemption): void {
    const who = user!;
    if (told !== outcome.status) step.settled(outcome);
    told = outcome.status;
    const free = (held: Kept | undefined) => held && keys.free(name, who, held.key);
    keys
      .find(name, who)
      .then(free)
      .catch(() => {});
  }

  /** Asks what came of it. That a confirmation never arrived is believed only when the bank has said so three times. */
  async function ask(): Promise<void> {
    if (asking) return;
    asking = true;
    patience.stop();
    const waits = () => /^(checking|stuck)$/.test(sheet().phase);
    await asked(
      desk.read(locale()),
      (open) => {
        const nothing = phaseOf(open) === 'idle';
        if (waits() && nothing && patience.tries() < 3) patience.again();
        else if (waits() || !nothing) {
          if (nothing) patience.renew();
          learn(open, nothing ? [say('pointsUnsent')] : []);
        }
      },
      (error) => waits() && patience.again(error.retryAfter),
    );
    asking = false;
  }

  async function confirm(given: string): Promise<void> {
    change({ notices: [], codeError: '' });
    const who = user!;
    const made = keys.hold(name, who, {}).then(({ key }) => desk.confirm(key, given, who));
    const settle = (redemption: Redemption) => {
      code = '';
      patience.renew();
      learn({ ...sheet().quote!, redemption }, []);
    };
    await asked(made, settle, refused);
  }

  async function refused(error: InlayError): Promise<void> {
    const reason = error.code;
    if (reason === 'step_up_required') return change({ phase: 'code' });
    if (reason === 'step_up_failed') return change({ phase: 'code', codeError: 'pointsCodeWrong' });
    if (repricing.test(reason)) return look();
    if (reason === 'rate_limited') return step.refuse(error);
    if (reason === 'insufficient_points' || barring.test(reason)) {
      bar(error);
      return weigh();
    }
    // It may have been made, for all we know: never say more than that (P3).
    patience.renew();
    change({ phase: 'checking' });
    await ask();
  }

  async function act(): Promise<boolean> {
    const { phase } = sheet();
    const intent = { widget: counter.widget, key: params.quote, verb: 'redeem' } as const;
    if (phase === 'away') return auth.signIn(intent).then(() => true);
    if (phase === 'unread') await look();
    else if (phase === 'code' && !/^\d{6}$/.test(code)) change({ codeError: 'pointsCodeForm' });
    else if (phase === 'code') await confirm(code);
    else if (phase === 'idle') await confirm('');
    else {
      patience.renew();
      await ask();
    }
    return false;
  }

  const stop = host.onReturn(() => {
    if (!user || settled.test(sheet().phase)) return;
    if (sheet().quote) void Promise.all([ask(), weigh()]);
    else void look();
  });

  return {
    busy: () => step.busy() || sheet().phase === 'checking',
    resume: enter,
    dress: (view) => dressQuote(counter, view),
    act: (seen, trusted) => step.act(seen, trusted, 'redeem', act),
    async turn() {
      if (counter.card.now()?.view?.second) await step.run(() => confirm(''));
    },
    type: (typed) => void (code = typed.trim()),
    destroy() {
      rest();
      stop();
      step.destroy();
    },
  };
}
