import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributionIn, createAttribution } from '../../src/core/attribution.ts';
import { createFakeInlay, settle } from '../support/fake-inlay.ts';
import { card } from '../support/mount-card.ts';
import { samplePolicy } from '../support/products.ts';

const one = 'AAAAAAAAAAAAAAAAAAAAAA.t0abc1.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB';
const two = 'CCCCCCCCCCCCCCCCCCCCCC.t0abc1.DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD';

test('the last token met counts, or the first where the bank says so, also when it says so late', () => {
  let rule = '';
  const attribution = createAttribution(() => rule);
  assert.equal(attribution.token(), '');
  attribution.take(one);
  attribution.take(two);
  assert.equal(attribution.token(), two);
  rule = 'first';
  assert.equal(attribution.token(), one);
  rule = 'last';
  assert.equal(attribution.token(), two);
});

test('what cannot be a token is ignored, and a token goes along letter for letter', () => {
  const attribution = createAttribution(() => 'last');
  attribution.take(one);
  const no = [
    undefined,
    null,
    7,
    {},
    '',
    'x',
    'a b.c',
    `${one}.${one}`,
    'https://a.example',
    `${'x'.repeat(70)}.y`,
    `${one}"`,
  ];
  for (const token of no) attribution.take(token);
  assert.equal(attribution.token(), one);
});

test('the token is found in the query and in the fragment, and only by its full name', () => {
  assert.equal(attributionIn(`https://a.example/?x=1&inlay_at=${one}&y=2#z`), one);
  assert.equal(attributionIn(`https://a.example/#/route?inlay_at=${one}`), one);
  assert.equal(attributionIn(`https://a.example/#inlay_ticket=t&inlay_at=${one}`), one);
  assert.equal(attributionIn(`https://a.example/?my_inlay_at=${one}`), undefined);
  assert.equal(attributionIn('https://a.example/'), undefined);
});

test('the bank’s rule comes with the policy', async () => {
  const fake = createFakeInlay();
  fake.answer('/v1/channel-policy', { ...samplePolicy(), touch: 'first' });
  const leave = fake.inlay.policy.subscribe(() => {});
  fake.inlay.attribution.take(one);
  fake.inlay.attribution.take(two);
  assert.equal(fake.inlay.attribution.token(), two);
  await settle();
  assert.equal(fake.inlay.attribution.token(), one);
  leave();
});

test('R6 a card’s link carries the token and nothing about the customer', async () => {
  const { fake, model } = await card('FN30D02A');
  fake.inlay.attribution.take(one);
  await model.open({ dwell: 1000, ratio: 1, visible: true }, true);
  assert.equal(new URL(fake.navigations[0]!).searchParams.get('at'), one);
});
