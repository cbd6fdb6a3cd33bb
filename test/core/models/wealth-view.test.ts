import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeInlay, refusal, settle } from '../../support/fake-inlay.ts';
import { allowing, card, mount } from '../../support/mount-card.ts';
import { sampleIds, samplePolicy } from '../../support/products.ts';

test('the view holds everything in words, in the order of the look', async () => {
  const { view } = await card('FN30D02A');
  const { performance, ...rest } = view();
  assert.deepEqual(rest, {
    seller: '青禾银行 代销 · 青禾理财 发行与管理',
    name: '青禾理财“丰年”固收类30天最短持有期2号净值型理财产品A份额',
    chips: [
      { text: '风险等级 R2（二级）', risk: true },
      { text: '固定收益类', risk: false },
      { text: '最短持有30天', risk: false },
    ],
    benchmark: {
      label: '业绩比较基准（年化）',
      value: '2.20%–2.80%',
      figure: true,
      why: '依据投资范围内债券、存款等资产的收益水平测算。',
      warning: '业绩比较基准不是预期收益率，不代表产品的未来表现和实际收益，不构成对产品收益的承诺。',
    },
    cash: undefined,
    facts: [
      { label: '起购金额', value: '1.00元' },
      { label: '登记编码', value: 'Z7001025000318' },
      { label: '申购截止', value: '开放日 17:00' },
      { label: '数据日期', value: '2026-11-20' },
    ],
    warnings: [
      '理财非存款，产品有风险，投资须谨慎。',
      '理财产品过往业绩不代表其未来表现，不等于理财产品实际收益，投资须谨慎。',
      '本产品由青禾理财发行与管理，代销机构不承担产品的投资、兑付和风险管理责任。',
    ],
    fees: {
      text: '管理费0.20%/年，托管费0.02%/年，销售服务费0.20%/年',
      url: 'https://open.bank.example/h5/products/FN30D02A/fees',
    },
    notices: ['2025年9月11日起，本渠道不再提供购买，请在青禾银行办理。'],
    action: { label: '在青禾银行查看', verb: 'enquire', hint: '将离开旅途，进入青禾银行', enabled: true },
    status: '',
    words: {
      chart: '单位净值走势',
      facts: '产品要素',
      fees: '费用',
      lookUp: '可凭登记编码在中国理财网（www.chinawealth.com.cn）查询',
    },
  });
  const { chart, ...figures } = performance!;
  assert.deepEqual(figures, {
    label: '过往业绩',
    latest: '单位净值 1.0342（2026-11-20）',
    changes: [
      {
        label: '2025年度',
        value: '+1.62%',
        direction: 'up',
        arrow: '▲',
        period: '2025-03-18 至 2025-12-31',
        benchmark: '',
      },
      {
        label: '成立以来',
        value: '+3.42%',
        direction: 'up',
        arrow: '▲',
        period: '2025-03-18 至 2026-11-20',
        benchmark: '',
      },
    ],
    source: '数据来源：青禾理财，经托管人复核，截至 2026-11-20',
  });
  assert.deepEqual([chart!.from, chart!.to], ['2025-03-18', '2026-11-20']);
});

test('X3 a loss has its sign and its arrow, nought has neither; W3 the higher grade is shown', async () => {
  const { view } = await card('CS00M01A');
  const [, loss, nought] = view().performance!.changes;
  assert.deepEqual([loss!.value, loss!.arrow, loss!.direction], ['−1.20%', '▼', 'down']);
  assert.deepEqual([nought!.value, nought!.arrow, nought!.direction], ['0.00%', '', 'flat']);
  assert.equal(view().chips[0]!.text, '风险等级 R3（三级）');
  assert.equal(view().facts[0]!.value, '1万元');
});

test('W4 cash management shows 7日年化 and 万份收益 with their date and warning, no line', async () => {
  const { view } = await card('LS00C01A');
  assert.deepEqual(view().cash, {
    facts: [
      { label: '7日年化', value: '1.8562%' },
      { label: '万份收益', value: '0.5021元' },
    ],
    note: '2026-11-20 的数据，仅为过往数据，不代表未来表现。',
  });
  assert.equal(view().performance, undefined);
  assert.equal(view().benchmark, undefined);
});

test('W4 X4 every figure of return has its label, dates and warning in the same card', async () => {
  for (const id of sampleIds) {
    const { view } = await card(id, {}, (fake) =>
      fake.answer('/v1/channel-policy', { ...samplePolicy(), region: '310000' }),
    );
    const { benchmark, performance, cash, warnings } = view();
    assert.match(warnings[0]!, /风险/, id);
    if (benchmark?.value.includes('%')) assert.match(benchmark.label + benchmark.warning, /业绩比较基准.*承诺/);
    if (performance || cash)
      assert.ok(
        warnings.some((line) => line.includes('未来表现')),
        id,
      );
    for (const change of performance?.changes ?? [])
      assert.match(change.label + change.period, /^(成立以来.* 至 |\d{4}年度)/);
  }
});

test('W17 a fund has its benchmark beside every figure, its source and its legal statements', async () => {
  const { view } = await card('FD990013');
  assert.deepEqual(
    view().performance!.changes.map(({ label, benchmark }) => [label, benchmark]),
    [
      ['2024年度', '业绩比较基准 +5.12%'],
      ['2025年度', '业绩比较基准 +1.87%'],
      ['成立以来', '业绩比较基准 +9.20%'],
    ],
  );
  assert.equal(view().benchmark!.value, '中债综合财富（总值）指数收益率');
  assert.ok(view().warnings.includes('基金的过往业绩并不预示其未来表现。'));
  assert.deepEqual([view().facts[1], view().words.lookUp], [{ label: '基金代码', value: '990013' }, '']);
});

test('W8 a young product shows no performance and no warning about it', async () => {
  const { view } = await card('XY14D08A');
  assert.equal(view().performance, undefined);
  assert.equal(view().warnings.length, 2);
});

test('a product that is not on sale says so and is only to be looked at', async () => {
  const rows = [
    ['SOON0001', '将于 2026-12-01 10:00 开售'],
    ['SOLDOUT1', '已售罄'],
    ['CLOSED01', '已停止申购'],
  ] as const;
  for (const [id, words] of rows) {
    const { view } = await card(id, {}, (fake) => fake.answer('/v1/channel-policy', allowing()));
    assert.deepEqual([view().status, view().action.label, view().action.verb], [words, '在青禾银行查看', 'enquire']);
  }
});

test('the verb comes from the verdict, the words from the surface', async () => {
  const partner = await card('FN30D02A', {}, (fake) => fake.answer('/v1/channel-policy', allowing()));
  assert.deepEqual(partner.view().action, {
    label: '去青禾银行购买',
    verb: 'buy',
    hint: '将离开旅途，进入青禾银行',
    enabled: true,
  });
  const bank = await card('FN30D02A', {}, (fake) => fake.answer('/v1/channel-policy', allowing({ surface: 'bank' })));
  assert.deepEqual(bank.view().action, { label: '购买', verb: 'buy', hint: '', enabled: true });
  const off = await card('FN30D02A', {}, (fake) =>
    fake.answer('/v1/channel-policy', {
      ...samplePolicy(),
      rules: [
        { id: 'see', host: '*', productClass: '*', verb: 'show', verdict: 'allow' },
        { id: 'none', host: '*', productClass: '*', verb: '*', verdict: 'hide' },
      ],
    }),
  );
  assert.deepEqual([off.view().action.verb, off.view().action.enabled], ['enquire', false]);
});

test('W18 a card waits for the policy: only that says what kind of page this is', async () => {
  const fake = createFakeInlay();
  const release = fake.hold('/v1/channel-policy');
  const { model, events, view } = mount(fake, 'FN30D02A');
  await settle();
  assert.equal(fake.requests[0]!.path, '/v1/products/FN30D02A?partner=lvtu&locale=zh-CN');
  await fake.clock.advance(9_000);
  assert.deepEqual([model.getState().status, events.length], ['loading', 0]);
  release();
  await settle();
  assert.deepEqual([view().action.hint, view().notices.length, events.length], ['将离开旅途，进入青禾银行', 1, 1]);
});

test('W18 without a policy nothing is shown: the page may be a cashier’s, or for minors', async () => {
  const { model, events, fake, view } = await card('FN30D02A', {}, (it) =>
    it.answer('/v1/channel-policy', refusal('service_unavailable')),
  );
  assert.match(
    fake.lines.join('\n'),
    /^service_unavailable .*\n.*: not shown: hidden_by_policy W18;.*$/,
    'the cause first',
  );
  assert.deepEqual(model.getState(), { status: 'empty', reason: 'hidden_by_policy' });
  const empty = ['inlay-empty', { widget: 'wealth-card', reason: 'hidden_by_policy', rules: ['W18'] }];
  assert.deepEqual(events, [empty]);
  fake.answer('/v1/channel-policy', samplePolicy());
  fake.comeBack();
  await settle();
  assert.deepEqual(
    [view().action.verb, events.length],
    ['enquire', 2],
    'the bank is asked again, and then it is known',
  );
});

test('W18 what is known of the page holds while the bank cannot be reached, and not beyond the document’s end', async () => {
  const { fake, model } = await card('FN30D02A', {}, (it) =>
    it.answer('/v1/channel-policy', { ...samplePolicy(), expiresAt: '2026-11-22T11:00:00+08:00' }),
  );
  fake.answer('/v1/channel-policy', refusal('network'));
  await fake.clock.advance(59 * 60_000);
  assert.equal(model.getState().status, 'ready');
  await fake.clock.advance(60_000);
  assert.deepEqual(model.getState(), { status: 'empty', reason: 'hidden_by_policy' });
});

test('W15 figures vanish at the midnight at which they go stale, and the card says why', async () => {
  const { fake, view, events } = await card('FN30D02A', { now: Date.parse('2026-11-25T23:59:00+08:00') });
  assert.ok(view().benchmark && view().performance);
  await fake.clock.advance(60_000);
  assert.equal(view().benchmark, undefined);
  assert.equal(view().performance, undefined);
  assert.match(view().notices.join(), /2026-11-20，已超过有效期/);
  assert.ok(!JSON.stringify(view()).match(/2\.20|3\.42|1\.0342/));
  assert.equal(events.length, 1);
});

test('W18 a product of some regions waits for the bank to say where the customer is', async () => {
  const fake = createFakeInlay();
  fake.answer('/v1/channel-policy', { ...samplePolicy(), region: '440000' });
  const release = fake.hold('/v1/channel-policy');
  const { model } = mount(fake, 'QS90P06C');
  await settle();
  assert.equal(model.getState().status, 'loading');
  release();
  await settle();
  assert.equal(model.getState().status, 'ready');
  for (const policy of [{ ...samplePolicy(), region: '110000' }, samplePolicy(), refusal('network')]) {
    const other = await card('QS90P06C', {}, (it) => it.answer('/v1/channel-policy', policy));
    assert.deepEqual(other.model.getState(), { status: 'empty', reason: 'region_not_served' });
    assert.deepEqual(other.events, [
      ['inlay-empty', { widget: 'wealth-card', reason: 'region_not_served', rules: ['W18'] }],
    ]);
  }
});

test('W18 nothing shows on a cashier’s page or one for minors, whatever the rules say', async () => {
  for (const profile of ['cashier', 'minor']) {
    const { model } = await card('FN30D02A', {}, (it) =>
      it.answer('/v1/channel-policy', { ...samplePolicy(), profile }),
    );
    assert.deepEqual(model.getState(), { status: 'empty', reason: 'hidden_by_policy' });
  }
});

test('a banned word in a notice or a partner’s name is left out', async () => {
  const { view } = await card('FN30D02A', {}, (it) =>
    it.answer('/v1/channel-policy', {
      ...samplePolicy(),
      partnerName: { 'zh-CN': '高收益旅途' },
      rules: [
        {
          id: 'x',
          host: '*',
          productClass: '*',
          verb: '*',
          verdict: 'notice',
          notice: { 'zh-CN': '末班车，欲购从速' },
        },
      ],
    }),
  );
  assert.deepEqual([view().notices, view().action.hint], [[], '将离开本页面，进入青禾银行']);
});
