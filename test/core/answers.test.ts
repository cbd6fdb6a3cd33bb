import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCampaign, readItems } from '../../src/core/campaign.ts';
import { checkConfig } from '../../src/core/config.ts';
import { parseClaim, parseEntitlement } from '../../src/core/entitlement.ts';
import { InlayError } from '../../src/core/errors.ts';
import type { InlayConfig } from '../../src/core/inlay.ts';
import { parseQuote, parseRedemption } from '../../src/core/reward-answers.ts';
import { parseItem } from '../../src/core/reward.ts';
import { readRegistry } from '../../src/core/target.ts';
import { readPolicy } from '../../src/core/verdict.ts';
import { sampleCampaign, sampleCampaigns } from '../support/campaigns.ts';
import { samplePolicy } from '../support/products.ts';
import { sampleItem } from '../support/rewards.ts';

const at = '2026-11-22T10:00:00+08:00';
const claim = { id: 'claim-1', campaign: 'C-1', key: 'k', claimedAt: at, coupons: [{ id: 'c', state: 'active' }] };
const registry = {
  targets: {
    shop: { kind: 'h5', name: {}, origin: 'https://open.bank.example', path: '/h5', app: 'bank', wechat: {} },
  },
  apps: { bank: { name: {}, scheme: 'qinghebank', package: 'a.b', wechat: 'w', stores: {} } },
};
/** What comes from outside, a good sample of it, and who reads it. */
const answers: Record<string, [sample: object, read: (value: unknown) => unknown]> = {
  campaign: [sampleCampaign(sampleCampaigns[0]!), parseCampaign],
  campaigns: [{ items: [sampleCampaign(sampleCampaigns[0]!)] }, (value) => readItems(value, 'id', parseCampaign)],
  claim: [claim, (value) => parseClaim(value, 'C-1')],
  entitlement: [{ campaign: 'C-1', state: 'claimed', claims: [claim] }, parseEntitlement],
  item: [sampleItem(), (value) => parseItem(value, 'LATTE-26')],
  quote: [{ quote: 'q'.repeat(22), id: 'q-1', points: 1, moneyFen: 0, valueFen: 0, expiresAt: at }, parseQuote],
  redemption: [{ redemption: 'r', status: 'confirmed', points: 1, receipt: 'R1', at }, parseRedemption],
  policy: [
    { ...samplePolicy(), paid: ['p'], aliases: { placements: { old: 'new' } } },
    (value) => readPolicy(value, 'lvtu'),
  ],
  registry: [registry, (value) => readRegistry(value, 'policy')],
};

/** Every place of a value: the keys that lead there. */
function places(value: unknown, path: string[] = []): string[][] {
  if (!value || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

const names = fc.constantFrom('__proto__', 'constructor', 'prototype', 'x', 'id', 'items', 'then');
const small = fc.jsonValue({ maxDepth: 1 });
const json = fc.oneof(small, fc.array(small, { maxLength: 3 }), fc.dictionary(names, fc.dictionary(names, small)));

const prototypes = [Object.prototype, Array.prototype, Function.prototype];
const count = () => prototypes.map((one) => Reflect.ownKeys(one).length);

for (const [name, [sample, read]] of Object.entries(answers)) {
  test(`T3 any JSON anywhere in ${name} is read or refused, and leaves every prototype as it was`, () => {
    const text = JSON.stringify(sample);
    assert.ok(read(JSON.parse(text)), 'the sample itself is good');
    const known = count();
    fc.assert(
      fc.property(fc.constantFrom(...places(sample)), fc.option(names), json, (path, added, value) => {
        const whole = { root: JSON.parse(text) as unknown };
        const keys = ['root', ...path, ...(added ? [added] : [])];
        const last = keys.pop()!;
        const place = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], whole);
        // JSON gives names to objects alone.
        if (!place || typeof place !== 'object' || (added && Array.isArray(place))) return;
        // Like JSON.parse, not like an assignment: `__proto__` becomes a member.
        const fresh: unknown = JSON.parse(JSON.stringify(value));
        Object.defineProperty(place, last, { value: fresh, enumerable: true, configurable: true, writable: true });
        try {
          read(whole.root);
        } catch (error) {
          assert.ok(error instanceof InlayError && error.code === 'bad_response', String(error));
        }
        assert.equal(({} as Record<string, unknown>)['x'], undefined);
        assert.deepEqual(count(), known);
      }),
      { numRuns: 300 },
    );
  });
}

test('T3 a page’s settings that were read from JSON bring nothing but what they name', () => {
  const given = JSON.parse(
    '{"partner":"lvtu","gateway":"https://open.bank.example","__proto__":{"x":1,"debug":true},"constructor":{"prototype":{"x":1}}}',
  ) as InlayConfig;
  const config = checkConfig(given);
  assert.equal(config.debug, undefined);
  assert.equal(({} as Record<string, unknown>)['x'], undefined);
});
