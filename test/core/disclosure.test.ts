import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProduct } from '../../src/core/api.ts';
import { checkProduct, riskLevel, type DisclosureContext, type Findings } from '../../src/core/disclosure.ts';
import type { Product } from '../support/product-texts.ts';
import { sampleIds, sampleProduct } from '../support/products.ts';

const here: DisclosureContext = { today: '2026-11-22', profile: 'standard', region: '' };

/** Judges a sample after a change; the change may leave the contract. */
function judge(
  change: (product: Product) => unknown,
  id = 'FN30D02A',
  context: Partial<DisclosureContext> = {},
): Findings {
  const product = sampleProduct(id);
  change(product);
  return checkProduct(parseProduct(JSON.parse(JSON.stringify(product))), { ...here, ...context });
}
const nothing = () => {};
const drop = (product: object, path: string) => {
  const keys = path.split('.');
  const last = keys.pop()!;
  delete keys.reduce<Record<string, never>>((at, key) => at[key] as never, product as never)[last];
};

test('the lawful samples are shown in all three languages, with no rule unmet', () => {
  for (const id of sampleIds.filter((sample) => sample !== 'STALE001')) {
    for (const locale of ['zh-CN', 'zh-HK', 'en'] as const) {
      const findings = checkProduct(parseProduct(sampleProduct(id, locale)), { ...here, region: '310000' });
      assert.deepEqual([id, findings.rules, findings.reason], [id, [], undefined]);
    }
  }
});

test('W1 a product without one of its required facts is not shown', () => {
  for (const path of [
    'fullName',
    'issuerName',
    'distributorName',
    'category',
    'term',
    'disclosure.risk',
    'disclosure.version',
    'disclosure.digest',
    'dataDate',
    'detailUrl',
    'status',
    'fees',
  ]) {
    const findings = judge((product) => drop(product, path));
    assert.deepEqual([path, findings.reason, findings.rules.includes('W1')], [path, 'disclosure_incomplete', true]);
  }
  assert.equal(judge((product) => (product.category = 'equity_fund')).reason, 'disclosure_incomplete');
  assert.equal(judge((product) => (product.currency = 'USD')).reason, 'disclosure_incomplete');
  assert.equal(judge((product) => drop(product, 'disclosure')).reason, 'disclosure_incomplete');
});

test('W1 a term kind needs its detail; fees may be words or an address', () => {
  for (const kind of ['min_holding', 'periodic_open', 'closed', 'constructor', 'whenever']) {
    assert.ok(judge((product) => (product.term = { kind })).rules.includes('W1'), kind);
  }
  for (const kind of ['daily_open', 'cash_management'])
    assert.deepEqual(judge((product) => (product.term = { kind })).rules, []);
  assert.deepEqual(judge((product) => drop(product, 'fees.url')).rules, []);
  assert.deepEqual(judge((product) => drop(product, 'fees.summary')).rules, []);
});

test('W2 the registration code has its form, and a fund its own code', () => {
  for (const good of ['Z7001025000318', 'C1234567890123', 'Z12345678901234']) {
    assert.deepEqual(judge((product) => (product.registrationCode = good)).rules, [], good);
  }
  for (const bad of [
    'Z70010',
    'X7001025000318',
    'z7001025000318',
    'Z7001025000318 ',
    'Z700102500031A',
    'Z123456789012345',
  ]) {
    const findings = judge((product) => (product.registrationCode = bad));
    assert.deepEqual([bad, findings.rules, findings.reason], [bad, ['W2'], 'disclosure_incomplete']);
  }
  assert.deepEqual(judge((product) => (product.fundCode = '99001'), 'FD990013').rules, ['W2']);
  assert.ok(judge((product) => drop(product, 'registrationCode')).rules.includes('W1'));
});

test('W3 both grades are 1 to 5, and the higher one is shown', () => {
  for (const [issuer, distributor, shown] of [
    [2, 2, 2],
    [2, 3, 3],
    [5, 1, 5],
  ] as const) {
    assert.equal(riskLevel(parseProduct({ id: 'x', risk: { issuer, distributor } })), shown);
  }
  for (const risk of [{ issuer: 0, distributor: 2 }, { issuer: 2, distributor: 6 }, { issuer: 2 }, {}]) {
    assert.deepEqual(judge((product) => (product.risk = risk)).rules, ['W3']);
  }
  assert.deepEqual(judge((product) => drop(product, 'risk')).rules, ['W3']);
});

test('W4 W15 7日年化 needs a fresh date, both figures and the warning on past performance', () => {
  assert.equal(judge(nothing, 'LS00C01A').cash, true);
  for (const path of ['cash.sevenDay', 'cash.perTenThousand', 'disclosure.pastPerformance']) {
    const findings = judge((product) => drop(product, path), 'LS00C01A');
    assert.deepEqual([path, findings.cash, findings.rules, findings.reason], [path, false, ['W4'], undefined]);
  }
  for (const date of [undefined, '2026-11-10', '2026-12-01']) {
    const findings = judge((product) => (product.cash!.date = date), 'LS00C01A');
    assert.deepEqual([date, findings.cash, findings.rules], [date, false, ['W15']]);
  }
});

test('W5 a benchmark needs its method and all four parts of its warning', () => {
  assert.deepEqual(judge((product) => drop(product, 'benchmark')).rules, []);
  const parts = ['不是预期收益率，', '不代表产品的未来表现', '和实际收益，', '不构成对产品收益的承诺。'];
  for (const part of parts) {
    const findings = judge(
      (product) => (product.disclosure!.benchmark = parts.filter((other) => other !== part).join('')),
    );
    assert.deepEqual([part, findings.rules, findings.reason], [part, ['W5'], 'disclosure_incomplete']);
  }
  assert.deepEqual(judge((product) => (product.disclosure!.benchmark = parts.join(''))).rules, []);
  assert.deepEqual(judge((product) => drop(product, 'benchmark.method')).rules, ['W5']);
  assert.deepEqual(judge((product) => drop(product, 'disclosure.benchmark')).rules, ['W5']);
  assert.deepEqual(judge((product) => (product.benchmark!.low = '3.00')).rules, ['W5'], 'low above high');
  assert.deepEqual(judge((product) => drop(product, 'benchmark.low')).rules, ['W5']);
  assert.deepEqual(judge((product) => (product.benchmark = { method: 'x' }), 'FD990013').rules, ['W5', 'W17']);
});

test('W4 W5 W17 a warning that says the opposite is none, in any language', () => {
  const opposite = [
    '业绩比较基准即预期收益，代表未来表现，等于实际收益，是管理人对您的收益承诺。',
    '業績比較基準即預期收益，代表未來表現，等於實際收益，是承諾。',
    'The benchmark is an expected return, future performance, the actual return and a promise.',
    // One denial does not stand for all four.
    '业绩比较基准不是预期收益率。代表未来表现。等于实际收益。是承诺。',
  ];
  for (const text of opposite) {
    assert.equal(judge((product) => (product.disclosure!.benchmark = text)).rules[0], 'W5', text);
  }
  const past = '过往业绩代表未来表现，等于您将得到的实际收益。';
  const wealth = judge((product) => (product.disclosure!.pastPerformance = past));
  assert.deepEqual([wealth.rules, wealth.intervals, wealth.series], [['W4'], [], false]);
  assert.deepEqual(judge((product) => (product.disclosure!.pastPerformance = past), 'LS00C01A').rules, ['W4']);
  const fund = judge((product) => (product.disclosure!.fund = '本基金过往业绩预示未来表现。'), 'FD990013');
  assert.deepEqual([fund.rules, fund.intervals], [['W4'], []]);
});

test('W1 a risk warning speaks of risk', () => {
  assert.deepEqual(judge((product) => (product.disclosure!.risk = '安心')).rules, ['W1']);
});

test('W4 W6 a figure stands with its label, dates and warning, not in a name or in the middle of a text', () => {
  for (const fullName of ['青禾理财 年化5.20% 固收A', '青禾理財５％'])
    assert.ok(judge((product) => (product.fullName = fullName)).rules.includes('W6'), fullName);
  const places: ((product: Product, text: string) => unknown)[] = [
    (product, text) => (product.benchmark!.method = text),
    (product, text) => (product.fees!.summary = `${text}，费率0.1%`),
    (product, text) => (product.disclosure!.agency = text),
  ];
  for (const text of ['近一月年化5.20%', '近7日年化 8.88％', '近三個月收益達5%', 'The last three months made 5.2%'])
    for (const place of places) {
      assert.deepEqual(judge((product) => place(product, text)).rules, ['W4'], text);
    }
  // What a benchmark is made of, and what is paid, are figures too.
  for (const text of ['中债-综合财富指数收益率×80%+活期存款利率×20%', '超过年化收益率4%的部分收取20%', '0.30%/年'])
    assert.deepEqual(judge((product) => (product.benchmark!.method = text)).rules, [], text);
});

test('W8 7日年化 and 万份收益 of a wealth product younger than a month are not shown', () => {
  for (const inceptionDate of ['2026-10-23', undefined]) {
    const findings = judge((product) => {
      product.inceptionDate = inceptionDate!;
      delete product.performance;
    }, 'LS00C01A');
    assert.deepEqual([findings.cash, findings.rules, findings.reason], [false, ['W8'], undefined]);
  }
  const old = judge((product) => {
    product.inceptionDate = '2026-10-22';
    delete product.performance;
  }, 'LS00C01A');
  assert.deepEqual([old.cash, old.rules], [true, []]);
});

test('W7 a banned word in any text of the bank takes the product off', () => {
  const places: ((product: Product) => void)[] = [
    (product) => (product.fullName = '青禾理财保本1号'),
    (product) => (product.issuerName = '稳赚理财'),
    (product) => (product.distributorName = '高收益银行'),
    (product) => (product.benchmark!.method = '依据预期年化测算'),
    (product) => (product.performance!.source = '专家推荐'),
    (product) => (product.fees!.summary = '無成本'),
    (product) => (product.disclosure!.agency = '零风险'),
    (product) => (product.disclosure!.fund = 'risk-free'),
  ];
  for (const change of places) {
    const findings = judge(change);
    assert.deepEqual([findings.rules, findings.reason], [['W7'], 'disclosure_incomplete'], String(change));
  }
});

test('W7 a field of an expected return is refused, not relabelled', () => {
  for (const key of ['propRateMin', 'expectedReturn', 'forecast']) {
    assert.deepEqual(judge((product) => Object.assign(product, { [key]: '4.2' })).rules, ['W7'], key);
  }
});

test('W12 deposits, private products, loans and insurance have no place in a wealth card', () => {
  for (const kind of ['deposit', 'private', 'loan', 'insurance', '', 'constructor', '__proto__']) {
    assert.equal(judge((product) => (product.kind = kind)).reason, 'wrong_product_kind', kind);
  }
  const foreign = [
    '青禾银行结构性存款',
    '某某私募证券投资基金',
    '青禾消费貸款',
    '3-year Time Deposit',
    'Consumer Loan',
  ];
  const insured = [
    '青禾人寿养老年金A款',
    '青禾人壽保險',
    '青禾三年期大额存单',
    'Annuity Insurance',
    'Certificate of Deposit',
  ];
  for (const fullName of [...foreign, 'Private Placement Fund', ...insured]) {
    const findings = judge((product) => (product.fullName = fullName));
    assert.deepEqual([findings.rules, findings.reason], [['W12'], 'wrong_product_kind'], fullName);
  }
  // A fund may follow an index of insurers or of certificates of deposit.
  for (const fullName of ['方圆中证保险主题指数基金', '方圆中证同业存单AAA指数7天持有期基金'])
    assert.deepEqual(judge((product) => (product.fullName = fullName), 'FD990013').rules, [], fullName);
  assert.equal(judge((product) => drop(product, 'kind')).reason, 'wrong_product_kind');
});

test('W13 a gift, coupon, points or draw tied to the product takes it off', () => {
  for (const key of ['gift', 'couponId', 'bonusPoints', 'lotteryDraw', 'reward']) {
    assert.deepEqual(judge((product) => Object.assign(product, { [key]: 1 })).rules, ['W13'], key);
  }
  assert.deepEqual(judge((product) => (product.fees!.summary = '认购满万元赠积分')).rules, ['W13']);
});

test('W14 a countdown or remaining quota is reported and never shown', () => {
  for (const key of ['countdownTo', 'quotaLeft', 'remaining']) {
    const findings = judge((product) => Object.assign(product, { [key]: 9 }), 'FD990013');
    assert.deepEqual([findings.rules, findings.reason], [['W14'], undefined], key);
  }
  assert.equal(
    judge((product) => (product.fees!.summary = '仅剩最后一天'), 'FD990013').reason,
    'disclosure_incomplete',
  );
});

test('W15 figures older than the product allows, or from the future, are hidden', () => {
  const rows: [string, boolean][] = [
    ['2026-11-20', false],
    ['2026-11-25', false],
    ['2026-11-26', true],
    ['2027-11-20', true],
    ['2026-11-19', true],
  ];
  for (const [today, stale] of rows) {
    const findings = judge(nothing, 'FN30D02A', { today });
    assert.deepEqual([today, findings.stale, findings.reason], [today, stale, undefined]);
    assert.equal(findings.intervals.length > 0 && findings.series, !stale, today);
    assert.deepEqual(findings.rules, stale ? ['W15'] : []);
  }
  assert.equal(judge(nothing, 'LS00C01A', { today: '2026-12-31' }).cash, false);
  assert.equal(
    judge((product) => drop(product, 'staleAfterDays')).stale,
    true,
    'no limit given: only today’s data are fresh',
  );
});

test('W18 nothing is shown on a cashier page, in minor mode, or outside the product’s regions', () => {
  for (const profile of ['cashier', 'minor'] as const) {
    const findings = judge(nothing, 'FN30D02A', { profile });
    assert.deepEqual([findings.rules, findings.reason], [['W18'], 'hidden_by_policy']);
  }
  for (const [region, reason] of [
    ['310000', undefined],
    ['110000', 'region_not_served'],
    ['', 'region_not_served'],
  ] as const) {
    assert.equal(judge(nothing, 'QS90P06C', { region }).reason, reason, region);
  }
});
