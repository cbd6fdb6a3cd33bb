import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CampaignDraft } from '../../demo/bank/campaigns/draft.ts';
import { type Fault, faultsOf } from '../../demo/bank/campaigns/lawful.ts';
import { draftOf, runOf } from '../../demo/bank/seed/campaign-words.ts';
import { shanlanSamples } from '../../demo/bank/seed/campaigns-shanlan.ts';
import { travelSamples } from '../../demo/bank/seed/campaigns-travel.ts';

const samples = [...shanlanSamples, ...travelSamples];
const draft = (id = 'SHANLAN-FRIDAY'): CampaignDraft =>
  structuredClone(
    draftOf(
      samples.find((one) => one.id === id)!,
      runOf('2026-11-22'),
    ),
  );

/** The ids of the rules a campaign breaks once it was spoilt. */
function broken(spoil: (draft: CampaignDraft) => void, id?: string): string[] {
  const one = draft(id);
  spoil(one);
  return [...new Set(faultsOf(one).map((fault: Fault) => fault.rule))];
}
const add = (draft: object, path: string, value: unknown) => {
  const steps = path.split('.');
  const last = steps.pop()!;
  const at = steps.reduce((part, step) => (part as Record<string, object>)[step]!, draft);
  (at as Record<string, unknown>)[last] = value;
};

describe('A campaign is registered', () => {
  for (const sample of samples) {
    it(`when nothing is against it: ${sample.id}`, () => assert.deepEqual(faultsOf(draft(sample.id)), []));
  }

  for (const part of [
    'scope',
    'who',
    'quota',
    'claimWindow',
    'validity',
    'stacking',
    'refund',
    'contact',
    'organiser',
  ]) {
    it(`only with its rule text “${part}” in every language (C1)`, () => {
      assert.deepEqual(
        broken((one) => add(one, `rules.texts.zh-HK.${part}`, undefined)),
        ['C1'],
      );
      assert.deepEqual(
        broken((one) => add(one, `rules.texts.en.${part}`, '')),
        ['C1'],
      );
    });
  }

  it('only with the small print of cash-back and instalment coupons (C1)', () => {
    for (const id of ['LVTU-CASHBACK', 'QINGHE-INSTALMENT']) {
      assert.deepEqual(
        broken((one) => add(one, 'rules.texts.en.smallPrint', undefined), id),
        ['C1'],
      );
    }
  });

  it('only with a face value or a rate, as its kind has it, and a quota for what comes again (C1)', () => {
    assert.deepEqual(
      broken((one) => add(one, 'coupons.0.faceValueFen', 0)),
      ['C1'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'coupons.0.rate', '8.5')),
      ['C1'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'coupons.0.rate', null), 'QINGHE-EIGHTH'),
      ['C1'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'rule.quotas', [])),
      ['C1'],
    );
  });

  const promises = [
    '免费领咖啡',
    '免費領咖啡',
    '人人有份',
    '100%有礼',
    '保证领到',
    '百分百中',
    'Free coffee',
    'A guaranteed coupon',
    '免 費',
    '0元领咖啡',
    '最后机会',
    '手慢无',
    '立即抢',
    '稳拿',
    'Hurry up',
    'At no cost',
  ];
  for (const text of promises) {
    it(`never with “${text}”, which a stock or quota limits, or which presses (C4)`, () => {
      const rules = broken((one) => add(one, 'words.zh-CN.title', text)).filter((rule) => rule !== 'W7');
      assert.deepEqual(rules, ['C4']);
    });
  }
  for (const text of ['仅剩12张', '最后100份', '剩余20张', '倒计时抢券', 'Only 9 left', 'Last 5 coupons']) {
    it(`never with a count in its fixed texts: “${text}” (C4)`, () => {
      assert.deepEqual(
        broken((one) => add(one, 'words.en.title', text)),
        ['C4'],
      );
    });
  }
  for (const text of [
    '数量有限，不保证领到',
    '數量有限，不保證領到',
    'Supply is limited and not guaranteed',
    'No purchase needed',
    '自由搭配',
  ]) {
    it(`but with words that only deny: “${text}” (C4)`, () => {
      assert.deepEqual(
        broken((one) => add(one, 'rules.texts.zh-CN.who', text)),
        [],
      );
    });
  }

  for (const trigger of ['deposit', 'wealth', 'fund', 'insurance', 'asset_increase']) {
    it(`never set off by ${trigger} (C6)`, () =>
      assert.deepEqual(
        broken((one) => add(one, 'rule.trigger', trigger)),
        ['C6'],
      ));
  }

  for (const text of [
    '领取即开通分期',
    '领取即同意',
    '点击领取即表示您同意开通短信提醒',
    '領取即代表同意',
    'By claiming, you agree to a card',
    '默认勾选同意书',
    '視為同意訂閱',
    '自动续费',
    'By claiming you agree to a card',
    'Pre-ticked box',
  ]) {
    it(`never tied to a consent, an opening or a subscription: “${text}” (C7)`, () => {
      assert.deepEqual(
        broken((one) => add(one, 'rules.texts.zh-CN.who', text)),
        ['C7'],
      );
    });
  }
  it('never when its title, its coupon or whom it is for asks for a deposit or an investment, whatever its trigger (C6)', () => {
    for (const [path, text] of [
      ['words.zh-CN.title', '存入5万元送咖啡'],
      ['words.zh-HK.couponName', '存款禮券'],
      ['rules.texts.zh-CN.who', '购买理财满1万元的客户'],
    ] as const)
      assert.deepEqual(
        broken((one) => add(one, path, text)),
        ['C6'],
        text,
      );
    assert.deepEqual(
      broken((one) => add(one, 'rules.texts.zh-CN.scope', '不可用于购买理财')),
      [],
    );
    assert.deepEqual(
      broken((one) => add(one, 'rules.texts.zh-CN.who', '新核卡客户消费满99元')),
      [],
    );
  });

  it('never with a banned word in any of its texts (W7)', () => {
    for (const path of ['words.zh-CN.title', 'words.zh-CN.tiers', 'rules.texts.zh-CN.extra'])
      assert.deepEqual(
        broken((one) =>
          add(
            one,
            path,
            path.endsWith('title') ? '保本高收益礼包' : path.endsWith('tiers') ? { gold: '零风险' } : ['稳赚'],
          ),
        ),
        ['W7'],
        path,
      );
  });

  it('never with a member for consents, ticked or not (C7)', () => {
    assert.deepEqual(
      broken((one) => add(one, 'consents', [{ text: '开通短信提醒', checked: true }])),
      ['C7'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'rule.opensCard', true)),
      ['C7'],
    );
  });

  it('only with whole fen, whole days and times of the bank (C8)', () => {
    assert.deepEqual(
      broken((one) => add(one, 'coupons.0.faceValueFen', 12.5)),
      ['C8'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'coupons.0.validDays', 0)),
      ['C8'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'startsAt', '2026-09-01T00:00:00Z')),
      ['C8'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'endsAt', '2027-09-01')),
      ['C8'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'endsAt', one.startsAt)),
      ['C8'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'rule.schedule.until', '09:00')),
      ['C8'],
    );
    assert.deepEqual(
      broken((one) => add(one, 'rule.schedule.on', 8)),
      ['C8'],
    );
  });
});
