import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '../../src/core/error-codes.ts';
import { pointsZhCNBank } from '../../src/core/text-points-bank.zh-cn.late.ts';
import { pointsZhCNLate } from '../../src/core/text-points.zh-cn.late.ts';
import { pointsZhCN } from '../../src/core/text-points.zh-cn.ts';
import { en } from '../../src/core/text.en.ts';
import { addTexts, hasTexts, isLocale, loadTexts, setTextLoader, t, type TextKey } from '../../src/core/text.ts';
import { couponZhCNLate } from '../../src/core/text-coupon.zh-cn.late.ts';
import { couponZhCN } from '../../src/core/text-coupon.zh-cn.ts';
import { zhCNBanner } from '../../src/core/text.zh-cn.banner.ts';
import { zhCNLate } from '../../src/core/text.zh-cn.late.ts';
import { zhCN as first } from '../../src/core/text.zh-cn.ts';
import { zhCNWealth } from '../../src/core/text.zh-cn.wealth.ts';
import { zhHK } from '../../src/core/text.zh-hk.ts';
import { wordRules } from '../../src/core/words.ts';

// What comes late, and what travels with a widget.
const ofPoints = { ...pointsZhCN, ...pointsZhCNLate, ...pointsZhCNBank };
const ofCoupons = { ...couponZhCN, ...couponZhCNLate };
const zhCN = { ...first, ...zhCNWealth, ...zhCNBanner, ...zhCNLate, ...ofCoupons, ...ofPoints };
const tables = { 'zh-CN': zhCN, 'zh-HK': zhHK, en };
const keys = Object.keys(zhCN) as TextKey[];
const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test('all three languages have every sentence, with the same places to fill', () => {
  for (const [locale, table] of Object.entries(tables)) {
    assert.deepEqual(Object.keys(table).sort(), [...keys].sort(), locale);
    for (const key of keys) {
      assert.ok(table[key].trim(), `${locale} ${key}`);
      assert.deepEqual(slots(table[key]), slots(zhCN[key]), `${locale} ${key}`);
    }
  }
});

test('every error code has a sentence for customers', () => {
  for (const code of errorCodes) for (const table of Object.values(tables)) assert.ok(table[code].length > 2, code);
});

test('W7 none of our own sentences holds a banned word, and no slogan of urgency', () => {
  for (const [locale, table] of Object.entries(tables)) {
    for (const key of keys) {
      // Coupons and points are named where they are had; beside a wealth product they never are (W13).
      const named = key in ofCoupons || key in ofPoints;
      const broken = wordRules(table[key]).filter((rule) => rule !== 'W13' || !named);
      assert.deepEqual(broken, [], `${locale} ${key}`);
      assert.doesNotMatch(table[key], /立即|抢|搶|最后机会|最後機會|hurry|now!/i);
    }
  }
});

test('zh-HK is written in traditional characters', () => {
  for (const key of keys) assert.doesNotMatch(zhHK[key], /[产资级类营业绩净单机银购买约录显请务构价载]/, key);
});

test('five grades have five names in each language', () => {
  for (const table of Object.values(tables)) assert.equal(table.grades.length, 5);
});

test('a sentence is filled in, and what looks like a place in a value stays as it is', () => {
  assert.equal(t('zh-CN', 'leave', { partner: '旅途', bank: '青禾银行' }), '将离开旅途，进入青禾银行');
  assert.equal(t('zh-CN', 'viewAt', { bank: '{bank} $& $1' }), '在{bank} $& $1查看');
});

test('a sentence that comes after the first paint is a general one until then', () => {
  assert.deepEqual(
    Object.keys(zhCNLate).filter((key) => key in first || key in zhCNWealth),
    [],
  );
  assert.equal(t('zh-CN', 'network'), zhCN.internal);
  addTexts('zh-CN', zhCNLate);
  assert.equal(t('zh-CN', 'network'), zhCN.network);
  assert.equal(t('zh-CN', 'retry'), '重试');
});

test('a language that is not there speaks zh-CN, until its table comes; one fetch serves all who ask', async () => {
  let fetches = 0;
  let give = (_: typeof zhHK) => {};
  setTextLoader((locale) => {
    fetches++;
    assert.equal(locale, 'zh-HK');
    return new Promise((resolve) => (give = resolve));
  });
  assert.ok(hasTexts('zh-CN') && !hasTexts('zh-HK'));
  const both = Promise.all([loadTexts('zh-HK'), loadTexts('zh-HK')]);
  assert.equal(t('zh-HK', 'retry'), '重试');
  give(zhHK);
  await both;
  await loadTexts('zh-HK');
  assert.deepEqual([fetches, t('zh-HK', 'retry')], [1, '重試']);
});

test('a table that cannot be had is no error, and is fetched again when asked for again', async () => {
  let fetches = 0;
  setTextLoader(() => {
    fetches++;
    if (fetches === 1) throw new Error('at once');
    return Promise.reject(new Error('later'));
  });
  await loadTexts('en');
  await loadTexts('en');
  assert.deepEqual([fetches, hasTexts('en'), t('en', 'retry')], [2, false, '重试']);
  addTexts('en', en);
  assert.equal(t('en', 'retry'), 'Try again');
});

test('only our three languages are languages', () => {
  assert.ok(['zh-CN', 'zh-HK', 'en'].every(isLocale));
  for (const other of ['fr', 'zh', 'EN', '', undefined, 'constructor', '__proto__']) assert.ok(!isLocale(other));
});
