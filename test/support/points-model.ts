import assert from 'node:assert/strict';
import type { InlayEvents } from '../../src/core/events.ts';
import {
  createPointsRedeem,
  type PointsRedeemParams,
  type PointsRedeemView,
} from '../../src/core/models/points-redeem.ts';
import './late.ts';
import type { HttpRequest } from '../../src/core/ports.ts';
import { settle, type FakeInlay, type FakeOptions } from './fake-inlay.ts';
import { createPointsBank, instant, type PointsBank } from './rewards.ts';

/** A tap on a widget that is plain to see. */
export const seen = { dwell: 1200, ratio: 1, visible: true };
/** Milliseconds. */
export const minute = 60_000;

/** How a test's widget differs from one on the partner's page. */
export interface Options extends FakeOptions {
  params?: Partial<PointsRedeemParams>;
  script?: (bank: PointsBank, fake: FakeInlay) => void;
  stop?: boolean;
}

/** A headless points redemption before a bank that keeps what it promised. */
export async function open({ params, script, stop = false, ...options }: Options = {}) {
  const { fake, bank } = createPointsBank(options);
  script?.(bank, fake);
  const events: [keyof InlayEvents, unknown][] = [];
  const make = () =>
    createPointsRedeem(
      fake.inlay,
      { item: String(bank.item.id), placement: 'order-done', quote: '', order: '', amount: '', ...params },
      (name, detail) => {
        events.push([name, detail]);
        return !stop;
      },
    );
  const model = make();
  await settle();
  const view = (of = model): PointsRedeemView => {
    const state = of.getState();
    assert.ok('view' in state, JSON.stringify(state));
    return state.view;
  };
  const tap = async (of = model) => {
    of.act(seen, true);
    await settle();
  };
  const posts = () =>
    fake.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/v1/points/quotes'));
  const named = (name: string) => events.filter(([one]) => one === name).map(([, detail]) => detail);
  return { fake, bank, model, make, events, view, tap, posts, named };
}

/** What came of the first quote. */
export function done(fake: FakeInlay, change: Record<string, unknown>): Record<string, unknown> {
  const made = { id: 'r-1', quote: 'q-1', points: 2600, moneyFen: 0, item: 'LATTE-26' };
  return { ...made, at: instant(fake.clock.now()), ...change };
}

const bankSession = { level: 'bank', surface: 'bank', user: 'cookie-1' } as const;

/** The bank's own page with a quote the partner's page was given. */
export async function atBank({ script, session, params, ...options }: Options = {}) {
  return open({
    ...options,
    session: { ...bankSession, ...session },
    params: { quote: 'q-1.sig', ...params },
    script(bank, fake) {
      const until = fake.clock.now() + 10 * minute;
      bank.quotes.set('q-1.sig', { id: 'q-1', quantity: 1, points: 2600, moneyFen: 0, until, changed: false });
      script?.(bank, fake);
    },
  });
}

/** Scripts confirmations: each try takes the next answer, the last one serves all that follow. */
export function answers(...list: unknown[]) {
  let at = 0;
  return () => list[Math.min(at++, list.length - 1)];
}

/** Every confirmation that left. */
export const confirmations = (fake: { requests: HttpRequest[] }) =>
  fake.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/points/redemptions');
