import { toInlayError } from '../errors.ts';
import type { Kept } from '../ports.ts';
import { costOf } from '../points.ts';
import { loadOutcome, loadQuotas, parseItem, parseQuote } from '../reward.ts';
import { surfaceOf } from '../surface.ts';
import { pauses, widget, type Card, type Way } from './points-card.ts';

/** A quote with less left to live than this (ms) is not worth leaving with. */
const margin = 60_000;
/** What became of a quote is asked for so long (ms) after it ended: at the bank it may have been renewed. */
const memory = 3_600_000;

/**
 * The way out: gets a signed quote, keeps it, leaves for the bank with it, and tells on return what the bank says came of
 * it. The same wish leaves with the same quote, of which at most one redemption comes, whatever tabs and taps there are.
 */
export function createLeaving(card: Card): Way {
  const { inlay, params, placement } = card;
  const { auth, clock, http, keys } = inlay.ports;
  const query = `?partner=${inlay.partner}`;
  const name = `redeem ${params.item}`;
  let user = '';
  let kept: Kept | undefined;
  let tries = 0;
  let asking = false;
  // Raised with every user: what is under way for the last one changes nothing any more.
  let round = 0;
  let cancel = () => {};

  const order = () => (params.order ? { order: { id: params.order, amountFen: card.sheet().orderFen } } : {});
  const wish = () => [card.sheet().chosen, card.sheet().item.rules.digest, params.order, params.amount].join();

  /** Begins with whoever is there now; another user finds nothing of the last one. */
  async function enter(): Promise<void> {
    const { status, level, user: next } = inlay.session.getState();
    if (status === 'starting') return;
    const known = level !== 'anonymous';
    if (!known || next !== user) {
      round++;
      cancel();
      kept = undefined;
      asking = false;
      user = known ? next : '';
      // On the bank's own page whoever is not signed in yet is asked to, by the tap.
      const visitor = !known && surfaceOf(inlay) === 'partner';
      card.change({ phase: 'idle', outcome: undefined, quotas: [], notices: [], visitor });
    }
    if (!known) return;
    const mine = round;
    void count(mine);
    auth.takeIntent(widget, params.item);
    const found = kept ?? (await keys.find(name, user).catch(() => undefined));
    if (mine !== round) return;
    kept = found;
    if (kept) await ask(mine);
  }

  async function count(mine: number): Promise<void> {
    const quotas = await loadQuotas(inlay, params.item).catch(() => undefined);
    if (quotas && mine === round) card.change({ quotas });
  }

  /** Asks the bank what came of the quote. */
  async function ask(mine: number): Promise<void> {
    const held = kept!;
    if (asking) return;
    asking = true;
    cancel();
    if (card.sheet().phase !== 'open') card.change({ phase: 'checking' });
    try {
      const outcome = await loadOutcome(inlay, held.body.id!, user);
      if (mine !== round || kept !== held) return;
      asking = false;
      if (outcome?.status === 'pending') again(mine, 0);
      else if (outcome) await settle(mine, outcome.status as 'confirmed', () => card.settled(outcome), outcome);
      else await wait(mine, held);
    } catch (thrown) {
      if (mine !== round || kept !== held) return;
      asking = false;
      again(mine, toInlayError(thrown).retryAfter ?? 0);
    }
  }

  function again(mine: number, seconds: number): void {
    const pause = pauses[tries++];
    card.change({ phase: pause ? 'checking' : 'stuck' });
    if (pause) cancel = clock.after(Math.max(pause, seconds * 1000), () => void ask(mine));
  }

  /** Nothing came of it yet. */
  async function wait(mine: number, { body }: Kept): Promise<void> {
    tries = 0;
    const left = Number(body.until) - clock.now();
    if (left > 0) {
      card.change({ phase: 'open' });
      cancel = clock.after(left, () => void ask(mine));
    } else if (left > -memory) card.change({ phase: 'idle', notices: [card.say('pointsLapsed')] });
    else await settle(mine, 'idle', () => {});
  }

  async function settle(
    mine: number,
    phase: 'idle' | 'confirmed' | 'released' | 'cancelled',
    tell: () => void,
    outcome = card.sheet().outcome,
  ): Promise<void> {
    const { key } = kept!;
    kept = undefined;
    card.change({ phase, outcome, notices: [] });
    tell();
    await keys.free(name, user, key).catch(() => {});
    if (mine === round) await count(mine);
  }

  /** The quote this wish leaves with: the one that is out already, else a new one, kept before the page is left. */
  async function quote(mine: number): Promise<Kept | undefined> {
    const wanted = wish();
    const fits = ({ body }: Kept) => body.wish === wanted && Number(body.until) - clock.now() > margin;
    const found = await keys.find(name, user);
    if (found && fits(found)) return found;
    const { chosen, item } = card.sheet();
    const variable = item.price.kind === 'variable';
    const body = {
      item: item.id,
      quantity: variable ? 1 : chosen,
      ...(variable ? { points: costOf(item.price, chosen).points } : {}),
      ...order(),
      digest: item.rules.digest,
      placement,
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

  return {
    async load(locale) {
      const path = `/v1/reward-items/${params.item}${query}&locale=${locale}`;
      return { item: parseItem(await http.request({ path }), params.item) };
    },

    refresh: () => void enter(),

    async act() {
      const { phase, chosen, item } = card.sheet();
      const mine = round;
      if (phase === 'checking' || phase === 'stuck') {
        tries = 0;
        if (kept) await ask(mine);
        return false;
      }
      const intent = { widget, key: params.item, verb: 'redeem' } as const;
      if (!user) {
        await auth.signIn(intent);
        return true;
      }
      const { points, moneyFen } = costOf(item.price, chosen);
      const quantity = item.price.kind === 'variable' ? 1 : chosen;
      if (!card.emit('inlay-points-open', { widget, item: item.id, quantity, points, moneyFen, placement }))
        return false;
      card.change({ notices: [], outcome: undefined, phase: phase === 'open' ? 'open' : 'idle' });
      try {
        const held = await quote(mine);
        if (!held || mine !== round) return false;
        kept = held;
        await auth.leave(`/h5/redeem?quote=${held.body.quote}`, intent);
        return true;
      } catch (thrown) {
        if (mine !== round) return false;
        const error = toInlayError(thrown);
        if (error.code === 'rules_changed' || error.code === 'sold_out' || error.code === 'item_closed')
          await card.reload();
        card.refuse(error, error.code === 'rules_changed' ? card.say('pointsRulesNew') : undefined);
        if (mine === round) await count(mine);
        return false;
      }
    },

    turn: async () => {},
    type: () => {},

    destroy() {
      round++;
      cancel();
    },
  };
}
