import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordRules } from '../../src/core/words.ts';

/** Section 9 of the compliance reference, level E, with each word in traditional characters where it differs. */
const banned = [
  '低风险 低風險 低门槛 低門檻 秒到账 秒到賬 秒到帳 高收益 低利率 无成本 無成本',
  '保本 保息 保收益 无风险 無風險 零风险 零風險 稳赚 穩賺 稳赚不赔 穩賺不賠 刚兑 剛兌 本金无忧 本金無憂 收益有保障 坐享财富增长 坐享財富增長 安心享受成长 安心享受成長 尽享牛市 盡享牛市',
  '预期收益率 預期收益率 预期年化 預期年化 预计收益 預計收益 目标收益率 目標收益率 最高可达5% 最高可達3.5%',
  '欲购从速 欲購從速 申购良机 申購良機 限时抢购 限時搶購 末班车 末班車 一日售罄',
  '国家级 國家級 最高级 最高級 最佳 专家推荐 專家推薦',
].flatMap((line) => line.split(' '));

test('W7 every banned word is found, in simplified and in traditional characters', () => {
  for (const word of banned) assert.deepEqual(wordRules(`青禾${word}一号`), ['W7'], word);
});

test('the rules hold in English too', () => {
  const lists: Record<string, string[]> = {
    W7: [
      ...['Your principal is guaranteed', 'Returns up to 5.2%', 'Target yield 4%', 'The best product', 'Low threshold'],
      ...['No cost at all', 'Capital protected', 'Guaranteed return', 'Risk-free', 'Last chance'],
    ],
    W13: ['Lottery inside', 'Win a prize', 'A red packet', 'Free gift', 'Lucky draw'],
    W14: ['Ends soon', 'Limited-time offer', 'Selling fast', 'Only a few left', 'Countdown'],
  };
  for (const [rule, texts] of Object.entries(lists)) {
    for (const text of texts) assert.deepEqual(wordRules(text), [rule], text);
  }
  for (const text of [
    'Principal is not guaranteed',
    'An enterprise fund',
    'Open for an unlimited time',
    'Fees up to 0.5%',
  ])
    assert.deepEqual(wordRules(text), [], text);
});

test('W7 width, case, spaces, signs and hidden characters do not hide a word', () => {
  for (const text of [
    '保 本',
    '保·本',
    '保\u200b本',
    '保—本',
    '【保】本',
    '最高可达３．５％',
    '低 风 险',
    'ＧＵＡＲＡＮＴＥＥＤ　return',
    'Risk-Free',
    'low-risk',
  ]) {
    assert.deepEqual(wordRules(text), ['W7'], text);
  }
});

test('W7 what must pass passes', () => {
  const lawful = [
    '中国证监会对本基金募集的注册，并不表明其对本基金的投资价值和市场前景作出实质性判断或保证，也不表明投资于本基金没有风险。',
    '預期风险与预期收益高于债券型基金，低于股票型基金。',
    '其预期收益率和预期风险高于货币市场基金。',
    '业绩比较基准收益率',
    '風險等級：R2（中低風險）',
    '风险等级 R1 低风险',
    '风险等级：一级（低风险）',
    'Risk level: R1 (low risk)',
    '本产品不保本，也不承诺保本保息。',
    '非保本浮动收益',
    '业绩比较基准不是预期收益率，不代表产品的未来表现和实际收益，不构成对产品收益的承诺。',
    'The benchmark is not an expected return. There is no guaranteed return.',
    '高收益债券',
    '理财非存款，产品有风险，投资须谨慎。',
  ];
  for (const text of lawful) assert.deepEqual(wordRules(text), [], text);
});

test('W7 a pardon for one phrase is none for the next', () => {
  for (const text of [
    '不仅保本',
    '不保本不是问题，高收益',
    '风险等级 R2。低风险理财',
    '买不买？保本！',
    '不表明没有风险。无风险',
  ]) {
    assert.deepEqual(wordRules(text), ['W7'], text);
  }
});

test('W13 gifts, coupons, points and draws are found', () => {
  for (const text of ['买就赠好礼', '積分兌換', '抽奖', '紅包', '返现', 'Free gift', 'coupon']) {
    assert.deepEqual(wordRules(text), ['W13'], text);
  }
  assert.deepEqual(wordRules('现金分红或红利再投资'), []);
});

test('W14 pressure of time or quota is found', () => {
  for (const text of ['倒計時', '仅剩100份', '剩餘額度', '即将售罄', 'Countdown']) {
    assert.deepEqual(wordRules(text), ['W14'], text);
  }
});

// Runaway matching would take hours here; the watchdog only ends the wait.
test('T30 hostile text is judged in a time that grows with its length only', { timeout: 60_000 }, () => {
  for (const unit of [
    '不',
    '不表明',
    '不保本',
    '预期风险与',
    '风险等级r',
    '保本和',
    'no',
    '\u0301',
    '最高可达1',
    '不构成a',
  ]) {
    assert.ok(Array.isArray(wordRules(unit.repeat(20_000))), unit);
  }
});

test('any text at all is judged without a throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(wordRules(text))));
});
