import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpRequest } from '../../../src/core/ports.ts';
import { en } from '../../../src/core/text.en.ts';
import { addTexts } from '../../../src/core/text.ts';
import type { FakeInlay } from '../../support/fake-inlay.ts';
import { coupon, mountCoupon, turn } from '../../support/mount-coupon.ts';

addTexts('en', en);

const campaign = 'SHANLAN-WELCOME';
const words: Record<string, string> = { 'zh-CN': '面向联名卡持卡人', en: 'For holders of the card' };
const asked = (fake: FakeInlay) =>
  fake.requests.flatMap(({ path }) => (path.startsWith('/v1/entitlements') ? /locale=([\w-]+)/.exec(path)![1] : []));

/** The bank says in the language it is asked in why this customer gets none. */
function refuseInWords(fake: FakeInlay): void {
  fake.answer('/v1/entitlements', ({ path }: HttpRequest) => {
    const reasonText = words[/locale=([\w-]+)/.exec(path)![1]!];
    return { items: [{ campaign, state: 'not_eligible', reason: 'other_customers', reasonText }] };
  });
}

/** What an element does when its language changes: the model goes, and another comes. */
const replaced = (fake: FakeInlay, { model }: { model: { destroy(): void } }, locale: 'en' | 'zh-CN') => {
  model.destroy();
  return mountCoupon(fake, { locale });
};

test('the bank’s words follow the language of the coupon', async () => {
  const first = await coupon({ locale: 'zh-CN', script: refuseInWords });
  assert.equal(first.view().line, words['zh-CN']);
  const english = replaced(first.fake, first, 'en');
  await turn(first.fake);
  assert.deepEqual([english.view().line, asked(first.fake)], [words.en, ['zh-CN', 'en']]);
});

test('and follow it where other coupons of the campaign stay on the page, each change asked once', async () => {
  const first = await coupon({ locale: 'zh-CN', script: refuseInWords });
  const { fake } = first;
  const other = mountCoupon(fake, { locale: 'zh-CN' });
  await turn(fake);
  const english = replaced(fake, first, 'en');
  await turn(fake);
  assert.equal(english.view().line, words.en);
  replaced(fake, other, 'en');
  await turn(fake);
  fake.comeBack();
  await turn(fake);
  assert.deepEqual(asked(fake), ['zh-CN', 'en']);
});

test('an answer in the language of before that comes last changes nothing', async () => {
  const first = await coupon({ locale: 'zh-CN', script: refuseInWords });
  const { fake } = first;
  const late = fake.hold('/v1/entitlements?partner=lvtu&locale=zh-CN');
  fake.clock.sleep(61_000);
  fake.comeBack();
  await turn(fake);
  const stays = mountCoupon(fake, { locale: 'en' });
  await turn(fake);
  late();
  await turn(fake);
  assert.equal(stays.view().line, words.en);
  assert.deepEqual(asked(fake), ['zh-CN', 'zh-CN', 'en']);
});
