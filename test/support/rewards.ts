import type { HttpRequest } from '../../src/core/ports.ts';
import { createFakeInlay, type FakeInlay, type FakeOptions } from './fake-inlay.ts';
import { sampleNow } from './products.ts';

type Fields = Record<string, unknown>;

/** The coffee voucher of the standing example (优惠兑): at most 3 a month and 36 a year. */
export function sampleItem(change: Fields = {}): Fields {
  return {
    id: 'LATTE-26',
    revision: 2,
    name: '大杯拿铁兑换券',
    description: '山岚咖啡 · 全国门店',
    target: 'coupon',
    issuerName: '青禾银行',
    price: { kind: 'points', points: 2600 },
    caps: { month: 3, year: 36 },
    maxQuantity: 3,
    status: 'on_sale',
    rules: {
      version: '2026-11-01',
      digest: 'a1'.repeat(32),
      price: '每份2,600积分。',
      delivery: '兑换后即时发放至您的券包。',
      refund: '兑换后不可退换，不可提现、不得转让。',
      validity: '自兑换之日起30天内有效。',
      contact: '青禾银行客服 95500。',
    },
    ...change,
  };
}

/** Points and money. */
export const mixedItem = () =>
  sampleItem({
    id: 'MUG-1',
    name: '陶瓷马克杯',
    target: 'mall_item',
    price: { kind: 'points_and_money', points: 1200, moneyFen: 990 },
  });

/** A deduction from the partner's order. */
export const orderItem = () =>
  sampleItem({
    id: 'ORDER-OFF',
    name: '订单立减',
    target: 'partner_order',
    price: { kind: 'variable', step: 100, min: 500, max: 20000, pointsPerYuan: 100 },
    maxQuantity: 1,
  });

/** RFC 3339 in Shanghai of an instant in milliseconds. */
export const instant = (at: number) => `${new Date(at + 8 * 36e5).toISOString().slice(0, 19)}+08:00`;

/** The counter of a bank: quotes, one redemption each, a balance. What a test changes takes effect at once. */
export interface PointsBank {
  item: Fields;
  quotas: Fields[];
  balance: Fields;
  /** What the quotes cost, over and above what they were made for. */
  price: { points: number; moneyFen: number } | undefined;
  quotes: Map<
    string,
    Fields & { id: string; points: number; moneyFen: number; until: number; quantity: number; changed: boolean }
  >;
  /** By quote id. */
  redemptions: Map<string, Fields>;
  /** Codes the bank wants; empty for none. */
  code: string;
  /** What a confirmation ends in. */
  ends: 'confirmed' | 'pending' | 'released';
  keys: string[];
}

/** A fake Inlay at whose gateway stands a bank that keeps what it promised. */
export function createPointsBank(options: FakeOptions = {}): { fake: FakeInlay; bank: PointsBank } {
  const fake = createFakeInlay({ session: { level: 'partner', user: 'user-a' }, ...options });
  const bank: PointsBank = {
    item: sampleItem(),
    quotas: [
      { period: 'month', limit: 3, used: 1, resetsAt: '2026-12-01T00:00:00+08:00' },
      { period: 'year', limit: 36, used: 4, resetsAt: '2027-01-01T00:00:00+08:00' },
    ],
    balance: { points: 8800, asOf: instant(sampleNow), expiring: { points: 600, at: '2026-12-31T00:00:00+08:00' } },
    price: undefined,
    quotes: new Map(),
    redemptions: new Map(),
    code: '',
    ends: 'confirmed',
    keys: [],
  };

  function quote(wish: Fields) {
    const { price } = bank.item as { price: { kind: string; points: number; moneyFen?: number } };
    const quantity = Number(wish.quantity ?? 1);
    const id = `q-${bank.quotes.size + 1}`;
    const row = {
      id,
      quantity,
      points: bank.price?.points ?? Number(wish.points ?? price.points * quantity),
      moneyFen: bank.price?.moneyFen ?? (price.moneyFen ?? 0) * quantity,
      until: fake.clock.now() + 600_000,
      changed: false,
    };
    bank.quotes.set(`${id}.sig`, row);
    return { quote: `${id}.sig`, id, points: row.points, moneyFen: row.moneyFen, expiresAt: instant(row.until) };
  }

  function open(path: string) {
    const [, token = ''] = /quotes\/([^?]+)/.exec(path)!;
    const row = bank.quotes.get(token)!;
    const redemption = bank.redemptions.get(row.id);
    return {
      ...{ quote: token, id: row.id, points: row.points, moneyFen: row.moneyFen, expiresAt: instant(row.until) },
      ...{ item: bank.item, quantity: row.quantity, quotas: bank.quotas, changed: row.changed, redemption },
      state: redemption ? 'redeemed' : row.until <= fake.clock.now() ? 'expired' : 'open',
    };
  }

  fake.answer('/v1/reward-items/', (request: HttpRequest) =>
    request.path.includes('/quota') ? { quotas: bank.quotas } : bank.item,
  );
  fake.answer('/v1/points/balance', () => bank.balance);
  fake.answer('/v1/points/quotes', (request: HttpRequest) => {
    if (request.method !== 'POST') return open(request.path);
    if (!request.path.includes('/renewal')) return quote(request.body as Fields);
    const old = bank.quotes.get(/quotes\/([^/]+)/.exec(request.path)![1]!)!;
    const fresh = quote({ quantity: old.quantity, points: old.points });
    // The same intention: what comes of it is found under the first id.
    bank.quotes.get(fresh.quote)!.id = old.id;
    return { ...fresh, id: old.id };
  });
  fake.answer('/v1/points/redemptions', (request: HttpRequest) => {
    if (request.method !== 'POST') {
      const found = bank.redemptions.get(new URLSearchParams(request.path.split('?')[1]).get('quote')!);
      return { items: found ? [found] : [] };
    }
    const { quote: token } = request.body as { quote: string };
    const row = bank.quotes.get(token)!;
    bank.keys.push(request.idempotencyKey!);
    if (!bank.redemptions.has(row.id)) {
      const done = {
        id: 'r-1',
        quote: row.id,
        status: bank.ends,
        points: row.points,
        moneyFen: row.moneyFen,
        item: bank.item.id,
      };
      const receipt = bank.ends === 'confirmed' ? { receipt: 'QH20261122-000001' } : {};
      bank.redemptions.set(row.id, { ...done, ...receipt, quantity: row.quantity, at: instant(fake.clock.now()) });
    }
    return bank.redemptions.get(row.id);
  });
  return { fake, bank };
}
