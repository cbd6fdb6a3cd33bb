import { toInlayError } from '../errors.ts';
import type { Kept } from '../ports.ts';
import { loadOutcome, loadQuotas, parseQuote, type Redemption } from '../reward-answers.ts';
import { dress } from './points-dress.ts';
import type { Counter, Phase, Way } from './points-sheet.ts';
import { createPatience, createStep } from './points-way.ts';

/** A quote with less left to live than this (ms) is not worth leaving with. */
const margin = 60_000;
/** What became of a quote is asked for so long (ms) after it ended: at the bank it may have been renewed. */
const memory = 3_600_000;

/**
 * The way out: gets a signed quote, keeps it, leaves for the bank with it, and tells on return what the bank says came of
 * it. The same wish leaves with the same quote, of which at most one redemption comes, whatever tabs and taps there are.
 */
export function createLeaving(counter: Counter): Way {
  const { inlay, params, placement, sheet, change, widget } = counter;
  const { auth, clock, host, http, keys } = inlay.ports;
  const step = createStep(counter);
  const query = `?partner=${inlay.partner}`;
  const name = `redeem ${params.item}`;
  const intent = { widget, key: params.item, verb: 'redeem' } as const;
  let kept: Kept | undefined;
  let asking = false;
  // Another for every user, '' for nobody: what is under way for the last one keeps his name and changes nothing any more.
  let round: { user?: string } = {};
  const patience = createPatience(counter, () => void ask(round));

  const variable = () => sheet().item.price.kind === 'variable';
  const wish = () => [sheet().chosen, sheet().item.rules.digest, params.order, params.amount].join();

  /** Begins with whoever is there now; another user finds nothing of the last one. */
  function enter(): void {
    const { status, level, user: next } = inlay.session.getState();
    const who = level === 'anonymous' ? '' : next;
    if (status === 'starting' || who === round.user) return;
    round = { user: who };
    patience.stop();
    kept = undefined;
    asking = false;
    change({ phase: who ? 'idle' : 'away', outcome: undefined, quotas: [], notices: [] });
    if (who) void begin(round);
  }

  async function begin(mine: typeof round): Promise<void> {
    void count(mine);
    auth.takeIntent(widget, params.item);
    const found = await keys.find(name, mine.user!).catch(() => undefined);
    if (mine !== round || kept) return;
    kept = found;
    if (kept) await ask(mine);
  }

  async function count(mine: typeof round): Promise<void> {
    const quotas = await loadQuotas(inlay, params.item).catch(() => undefined);
    if (quotas && mine === round) change({ quotas });
  }

  /** Asks the bank what came of the quote. */
  async function ask(mine: typeof round): Promise<void> {
    const held = kept!;
    if (asking) return;
    asking = true;
    patience.stop();
    if (sheet().phase !== 'open') change({ phase: 'checking' });
    let outcome: Redemption | undefined;
    let pause: number | undefined;
    try {
      outcome = await loadOutcome(inlay, held.body.id!, mine.user!);
      if (outcome?.status === 'pending') pause = 0;
    } catch (thrown) {
      pause = toInlayError(thrown).retryAfter ?? 0;
    }
    if (mine !== round) return;
    asking = false;
    // The customer went on with another quote meanwhile.
    if (kept!.key !== held.key) return ask(mine);
    if (pause !== undefined) patience.again(pause);
    else if (outcome) await settle(mine, outcome.status as Phase, outcome);
    else await wait(mine, held);
  }

  /** Nothing came of it yet. */
  async function wait(mine: typeof round, { body }: Kept): Promise<void> {
    patience.renew();
    const left = Number(body.until) - clock.now();
    if (left > 0) {
      change({ phase: 'open' });
      patience.until(left);
    } else if (left > -memory) change({ phase: 'idle', notices: [counter.say('pointsLapsed')] });
    else await settle(mine, 'idle');
  }

  async function settle(mine: typeof round, phase: Phase, outcome?: Redemption): Promise<void> {
    const { key } = kept!;
    kept = undefined;
    change({ phase, outcome, notices: [] });
    if (outcome) step.settled(outcome);
    await keys.free(name, mine.user!, key).catch(() => {});
    if (mine === round) await count(mine);
  }

  async function quoted(mine: typeof round): Promise<Kept | undefined> {
    const user = mine.user!;
    const { chosen, item, orderFen } = sheet();
    const wanted = wish();
    const fits = ({ body }: Kept) => body.wish === wanted && Number(body.until) - clock.now() > margin;
    const found = await keys.find(name, user);
    if (found && fits(found)) return found;
    const body = {
      item: item.id,
      quantity: variable() ? 1 : chosen,
      points: variable() ? chosen : undefined,
      order: params.order ? { id: params.order, amountFen: orderFen } : undefined,
      digest: item.rules.digest,
      placement,
      attribution: inlay.attribution.token() || undefined,
    };
    const path = `/v1/points/quotes${query}`;
    const given = parseQuote(await http.request({ method: 'POST', path, body, auth: true, user }));
    if (mine !== round) return undefined;
    const fresh = { wish: wanted, quote: given.quote, id: given.id, until: `${Date.parse(given.expiresAt)}` };
    if (found) await keys.free(name, user, found.key);
    const held = await keys.hold(name, user, fresh);
    // Another tab was quicker: with the same wish its quote serves, another wish gives way to this one.
    if (fits(held)) return held;
    await keys.free(name, user, held.key);
    return keys.hold(name, user, fresh);
  }

  /** Leaves with the quote of this wish: the one that is out already, else a new one, kept before the page is left. */
  async function leave(): Promise<boolean> {
    const { chosen, item, phase } = sheet();
    const mine = round;
    if (phase === 'checking' || phase === 'stuck') {
      patience.renew();
      if (kept) await ask(mine);
      return false;
    }
    if (!mine.user) {
      // On the bank's own page; a partner's page has its own way to sign a visitor in.
      await auth.signIn(intent);
      return true;
    }
    const { points, moneyFen } = counter.cost();
    const detail = { widget, item: item.id, quantity: variable() ? 1 : chosen, points, moneyFen, placement };
    if (!counter.emit('inlay-points-open', detail)) return false;
    change({ notices: [], outcome: undefined, phase: phase === 'open' ? 'open' : 'idle' });
    try {
      const held = await quoted(mine);
      if (!held || mine !== round) return false;
      kept = held;
      const path = `/h5/redeem?quote=${held.body.quote}`;
      const left = !(await step.launch(path));
      if (mine !== round) return false;
      await (left ? auth.leave(path, intent) : ask(mine));
      return left;
    } catch (thrown) {
      if (mine === round) await refused(mine, thrown);
      return false;
    }
  }

  async function refused(mine: typeof round, thrown: unknown): Promise<void> {
    const error = toInlayError(thrown);
    if (/^(rules_changed|sold_out|item_closed)$/.test(error.code)) {
      // The customer reads what it is now, then taps again.
      const path = `/v1/reward-items/${params.item}${query}&locale=${counter.locale()}`;
      const fresh = await http.request({ path }).then(
        (answer) => counter.readItem(answer, 'item'),
        () => undefined,
      );
      if (fresh?.id === params.item && mine === round) change({ item: fresh });
    }
    if (mine !== round) return;
    step.refuse(error);
    await count(mine);
  }

  const stop = host.onReturn(() => {
    patience.renew();
    if (kept) void ask(round);
  });

  return {
    busy: () => step.busy() || sheet().phase === 'checking',
    resume: enter,
    dress: (view) => dress(counter, view),
    act: (seen, trusted) => step.act(seen, trusted, 'quote', leave),
    turn: async () => {},
    type: () => {},
    destroy() {
      round = {};
      patience.stop();
      stop();
      step.destroy();
    },
  };
}
