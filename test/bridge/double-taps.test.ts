import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHttp } from '../../src/bridge/http.ts';
import { createKeys } from '../../src/bridge/keys.ts';
import type { Answer, Send } from '../../src/bridge/send.ts';
import { createStorage } from '../../src/bridge/storage.ts';
import { createClaiming, type Claiming } from '../../src/core/claims.ts';
import { InlayError } from '../../src/core/errors.ts';
import type { Inlay } from '../../src/core/inlay.ts';
import type { Keys } from '../../src/core/ports.ts';
import { createClock } from '../../src/bridge/clock.ts';
import { createDevice, settle } from './device.ts';

const coupons = Array.from({ length: 150 }, (_, n) => `C-${n}`);
const session = { status: 'active', level: 'partner', surface: 'partner', user: 'user', expiresAt: 0 };

/** The same dice in every run, from 0 up to 1. */
function dice(): () => number {
  let seed = 27;
  return () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

/**
 * Two tabs of one customer, each with every coupon, over a bank that knows a claim by its key alone and a network that
 * loses half of what it carries. Taps each button twice and goes on until nothing is under way any more.
 */
async function play(name: string, keysOf: (keys: Keys) => Keys) {
  const device = createDevice();
  const clock = createClock(device);
  const roll = dice();
  const made = new Map<string, { campaign: string }>();
  let lost = 0;

  function bank(path: string, method: string, key: string): unknown {
    const [, campaign = ''] = /^\/v1\/campaigns\/([\w-]+)\/claims/.exec(path) ?? [];
    if (method === 'POST' && !made.has(key)) made.set(key, { campaign });
    const claim = (id: string) => ({
      id: `claim-${id}`,
      key: id,
      ...made.get(id),
      claimedAt: '2026-11-22T10:00:00+08:00',
      coupons: [{ id: `coupon-${id}`, state: 'active' }],
    });
    const asked = new URL(path, 'https://bank.example').searchParams.get('key') ?? '';
    if (method === 'POST') return claim(key);
    return { items: made.has(asked) ? [claim(asked)] : [] };
  }

  const send: Send = async (path, { method, headers = {} }) => {
    const luck = roll();
    const answer = { what: path, status: 200, ok: true, header: () => '' } as unknown as Answer;
    if (luck < 0.5) lost++;
    if (luck < 0.15) throw new InlayError('network', 'Lost on the way there');
    const data = bank(path, method, headers['Idempotency-Key'] ?? '');
    if (luck < 0.35) throw new InlayError('network', 'Lost on the way back');
    return luck < 0.5 ? { ...answer, status: 502, ok: false } : ({ ...answer, data } as Answer);
  };

  const tab = (): Claiming[] => {
    const ports = {
      auth: { getState: () => session, subscribe: () => () => {} },
      clock,
      host: { onReturn: () => () => {} },
      http: createHttp({ clock, authorize: async () => undefined }, send),
      keys: keysOf(createKeys('scope', createStorage(name), clock)),
    };
    const inlay = { ports, partner: 'lvtu', attribution: { token: () => '' } } as unknown as Inlay;
    return coupons.map((campaign) => createClaiming(inlay, campaign, async () => ({ campaign, state: 'claimable' })));
  };

  const all = [tab(), tab()].flat();
  let told = 0;
  for (const one of all) {
    let last: unknown;
    one.subscribe(() => {
      const { news } = one.getState();
      if (news?.claim && news !== last) told++;
      last = news;
    });
  }
  await settle();
  const order = { digest: 'd', placement: 'p', atBank: false, open: async () => undefined };
  for (const one of all) for (const owner of [{}, {}]) void one.start({ ...order, owner });
  const busy = () => all.filter((one) => /claiming|checking/.test(one.getState().phase));
  for (let second = 0; busy().length && second < 300; second++) {
    await device.advance(1000);
    for (const one of busy()) if (one.getState().stuck) one.refresh();
  }
  const claims = [...made.values()].map(({ campaign }) => campaign);
  const unclaimed = coupons.filter((campaign) => !claims.includes(campaign)).length;
  return { doubles: claims.length - new Set(claims).size, unclaimed, told, busy: busy().length, lost };
}

test('T27 150 coupons tapped twice in two tabs over a network that loses half: none double, none unclaimed, each tab is told', async () => {
  const { lost, ...rest } = await play('kept', (keys) => keys);
  assert.deepEqual(rest, { doubles: 0, unclaimed: 0, told: 300, busy: 0 });
  assert.ok(lost > 300, `${lost} lost`);
});

test('T27 the same with a key of its own for each tap claims each twice: the key is what prevents it', async () => {
  let taps = 0;
  const { doubles } = await play('own', (keys) => ({
    ...keys,
    hold: async (_name, _user, body) => ({ key: `tap-${taps++}`, at: Infinity, body }),
  }));
  assert.equal(doubles, 150);
});
