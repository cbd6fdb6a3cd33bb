import { type Check, type Group, refused, Skip, succeeded, want, where } from './check.ts';
import type { Answer } from './client.ts';
import type { Kit } from './kit.ts';
import { quote } from './points.ts';
import { createVisitor, type Visitor } from './visitor.ts';

const says = where.points;
const path = '/v1/points/redemptions';
const at = (token: string) => `/v1/points/quotes/${encodeURIComponent(token)}`;

interface Priced {
  quote: string;
  id: string;
  points: number;
}

/** A price for a user of the partner, as his page would hand it to the bank. */
async function priced(kit: Kit, visitor?: Visitor): Promise<Priced> {
  const answer = await quote(kit, visitor ?? (await kit.visitor()));
  if (answer.status !== 201) throw new Skip('no price was given');
  return answer.json as Priced;
}

const confirm = (kit: Kit, token: string, key: string, what: string): Promise<Answer> =>
  kit.atBank(path, {
    body: JSON.stringify({ quote: token }),
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    what,
  });
const idOf = (answer: Answer) => (answer.json as { id?: unknown } | undefined)?.id;
const balanceOf = async (kit: Kit) => {
  const answer = await kit.atBank('/v1/points/balance');
  succeeded(answer, 200);
  return { answer, points: (answer.json as { points: number }).points };
};

interface Story {
  price: Priced;
  key: string;
  before: number;
  /** The same confirmation, twenty times at once. */
  answers: Answer[];
  /** The answer that made the redemption. */
  made: Answer;
}
const stories = new WeakMap<Kit, Promise<Story>>();

/** One redemption that several checks look at. */
function story(kit: Kit): Promise<Story> {
  const known = stories.get(kit);
  if (known) return known;
  const begun = (async () => {
    const price = await priced(kit);
    const { points: before } = await balanceOf(kit);
    const key = kit.fresh();
    const what = 'one key, twenty times at once';
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(kit, price.quote, key, what)));
    const made = answers.find(({ status }) => status === 201 || status === 202) ?? answers[0]!;
    const code = (made.json as { code?: string } | undefined)?.code ?? '';
    if (/^(step_up_required|insufficient_points|quota_reached|sold_out|not_eligible)$/.test(code)) {
      throw new Skip(`the test customer may not redeem this item (${code}); see --item and --bank-cookie`);
    }
    return { price, key, before, answers, made };
  })();
  stories.set(kit, begun);
  return begun;
}

const checks: Check[] = [
  {
    id: 'bank.session',
    says: 'The bank’s cookie is a session of level and surface bank on the bank’s own origin',
    where: where.calls,
    needs: 'bank',
    async run(kit) {
      const answer = await kit.atBank(`/v1/session?partner=${encodeURIComponent(kit.options.partner)}`);
      succeeded(answer, 200);
      const { level, surface } = answer.json as Record<string, unknown>;
      want(level === 'bank' && surface === 'bank', 'level and surface "bank"', answer);
    },
  },
  {
    id: 'bank.own-origin',
    says: 'The cookie serves on the bank’s own origin alone, and not beside a partner’s token (P2)',
    where: says,
    needs: 'bank',
    async run(kit) {
      const visitor = await kit.visitor();
      for (const [change, what] of [
        [{ origin: kit.options.origin }, 'the cookie from a partner’s page'],
        [{ origin: undefined, headers: { 'sec-fetch-site': 'cross-site' } }, 'the cookie from no page of the bank'],
        [{ headers: { authorization: `DPoP ${visitor.token}` } }, 'the cookie beside a partner’s token'],
      ] as const) {
        refused(await kit.atBank('/v1/points/balance', { ...change, what }), 'bank_identity_required');
      }
    },
  },
  {
    id: 'bank.entries',
    says: 'What moved is told newest first, in pages of 50',
    where: says,
    needs: 'bank',
    async run(kit) {
      const answer = await kit.atBank('/v1/points/entries');
      succeeded(answer, 200);
      const times = (answer.json as { items: { at: string }[] }).items.map((entry) => Date.parse(entry.at));
      want(
        times.length <= 50 && times.every((time, n) => !n || time <= times[n - 1]!),
        '50 at most, newest first',
        answer,
      );
    },
  },
  {
    id: 'bank.quote-open',
    says: 'The bank’s page reads a quote with everything as it is now',
    where: says,
    needs: 'redeem',
    async run(kit) {
      const price = await priced(kit);
      const answer = await kit.atBank(at(price.quote));
      succeeded(answer, 200);
      const { state, partner, points } = answer.json as Record<string, unknown>;
      const right = state === 'open' && partner === kit.options.partner && points === price.points;
      want(right, 'state "open", the partner and the price of the quote', answer);
    },
  },
  {
    id: 'bank.quote-unknown',
    says: 'A quote that was changed, or is none, is not_found',
    where: says,
    needs: 'redeem',
    async run(kit) {
      const { quote: token } = await priced(kit);
      const changed = token.slice(0, -6) + (token.at(-6) === 'A' ? 'B' : 'A') + token.slice(-5);
      refused(await kit.atBank(at(changed), { what: 'a quote with one character changed' }), 'not_found');
      refused(await confirm(kit, changed, kit.fresh(), 'confirms it'), 'not_found');
    },
  },
  {
    id: 'bank.confirm-at-once',
    says: 'Twenty confirmations with one key at the same moment make one redemption, and the points go once',
    where: says,
    needs: 'redeem',
    async run(kit) {
      const { answers, made, before, price } = await story(kit);
      want(made.status === 201 || made.status === 202, 'one answer 201 or 202', made);
      for (const answer of answers) {
        want(answer.status < 300 && idOf(answer) === idOf(made), 'the one redemption in every answer', answer);
      }
      const { answer, points } = await balanceOf(kit);
      const { status } = made.json as { status?: unknown };
      const gone = status === 'released' ? 0 : price.points;
      want(before - points === gone, `${gone} points fewer than ${before}`, answer);
    },
  },
  {
    id: 'bank.confirm-again',
    says: 'The same key again answers how things stand now, marked as a replay',
    where: says,
    needs: 'redeem',
    async run(kit) {
      const { price, key, made } = await story(kit);
      const again = await confirm(kit, price.quote, key, 'the same key again');
      want(again.status === 200 && idOf(again) === idOf(made), '200 with the redemption', again);
      want(again.headers['idempotency-replayed'] === 'true', 'Idempotency-Replayed: true', again);
    },
  },
  {
    id: 'bank.confirm-other-key',
    says: 'Another key for a redeemed quote is answered with its redemption and already: true',
    where: says,
    needs: 'redeem',
    async run(kit) {
      const { price, made } = await story(kit);
      const other = await confirm(kit, price.quote, kit.fresh(), 'another key for the same quote');
      const { already, id } = (other.json ?? {}) as { already?: unknown; id?: unknown };
      want(
        other.status === 200 && already === true && id === idOf(made),
        '200, the redemption and already: true',
        other,
      );
    },
  },
  {
    id: 'bank.confirm-key-of-another',
    says: 'The same key for another quote is idempotency_key_reused',
    where: says,
    needs: 'redeem',
    async run(kit) {
      const { key } = await story(kit);
      const { quote: token } = await priced(kit);
      refused(await confirm(kit, token, key, 'another quote under the same key'), 'idempotency_key_reused');
    },
  },
  {
    id: 'bank.outcome',
    says: 'The page that asked for the price learns what became of it',
    where: says,
    needs: 'redeem',
    async run(kit) {
      const { price, made } = await story(kit);
      const visitor = await kit.visitor();
      const answer = await visitor.call(`${path}?quote=${price.id}`, {
        what: 'the partner’s page asks for the outcome',
      });
      const items = (answer.json as { items?: { id: unknown }[] } | undefined)?.items ?? [];
      want(
        items.some(({ id }) => id === idOf(made)),
        'the redemption',
        answer,
      );
    },
  },
  {
    id: 'bank.renewal',
    says: 'There is no new price for what was redeemed',
    where: says,
    needs: 'redeem',
    async run(kit) {
      const { price } = await story(kit);
      refused(
        await kit.atBank(`${at(price.quote)}/renewal`, { method: 'POST', what: 'asks for a new price' }),
        'quote_redeemed',
      );
    },
  },
  {
    id: 'bank.reversal',
    says: 'The bank’s operations take a redemption back, once, and the points with it',
    where: says,
    needs: 'reverse',
    async run(kit) {
      const { before, made } = await story(kit);
      if ((made.json as { status?: unknown }).status !== 'confirmed')
        throw new Skip('the redemption was not confirmed');
      const reverse = () =>
        kit.call(`${path}/${String(idOf(made))}/reversal`, {
          origin: undefined,
          headers: { 'content-type': 'application/json', authorization: `Bearer ${kit.operationsKey}` },
          body: JSON.stringify({ reason: 'conformance' }),
          what: 'operations take it back',
        });
      for (const answer of [await reverse(), await reverse()]) {
        succeeded(answer, 200);
        want((answer.json as { status?: unknown }).status === 'cancelled', 'status "cancelled"', answer);
      }
      const { answer, points } = await balanceOf(kit);
      want(points === before, `${before} points again`, answer);
    },
  },
];

/** What a customer does on the bank's own pages. */
export const bankGroup: Group = { name: 'bank', title: 'The bank’s own surface', checks };

/** A price that holds no longer is refused. */
export const quoteEnds: Check = {
  id: 'expiry.quote',
  says: 'A quote holds for ten minutes; after them it is quote_expired',
  where: says,
  needs: 'ends',
  async run(kit) {
    // Whoever signed in for the other checks may be signed out by now.
    const { quote: token } = await priced(kit, await createVisitor(kit, kit.userOf('a')));
    await kit.pass(603);
    const answer = await kit.atBank(at(token), { what: 'a quote ten minutes old' });
    want((answer.json as { state?: unknown } | undefined)?.state === 'expired', 'state "expired"', answer);
    refused(await confirm(kit, token, kit.fresh(), 'confirms it'), 'quote_expired');
    const renewal = await kit.atBank(`${at(token)}/renewal`, { method: 'POST', what: 'asks for a new price' });
    succeeded(renewal, 201);
  },
};
