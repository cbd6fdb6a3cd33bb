import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InlayError } from '../../../src/core/errors.ts';
import { en } from '../../../src/core/text.en.ts';
import { addTexts, setTextLoader } from '../../../src/core/text.ts';
import { zhHK } from '../../../src/core/text.zh-hk.ts';
import { createFakeInlay, refusal, settle } from '../../support/fake-inlay.ts';
import { card, mount } from '../../support/mount-card.ts';
import { samplePolicy, sampleProduct } from '../../support/products.ts';

test('T11 a card loads, is ready, and says once which texts it showed', async () => {
  const fake = createFakeInlay();
  const { model, events } = mount(fake, 'FN30D02A');
  assert.deepEqual(model.getState(), { status: 'loading', words: { loading: '正在加载产品信息' } });
  await settle();
  assert.equal(model.getState().status, 'ready');
  assert.deepEqual(events, [['inlay-ready', { widget: 'wealth-card' }]]);
  assert.deepEqual(fake.tracks, [
    {
      name: 'wealth_card_ready',
      data: { product: 'FN30D02A', placement: 'hotel-detail', verdict: 'wealth-buy', disclosure: '2026-09-01.2' },
    },
  ]);
  assert.deepEqual(fake.lines, []);
});

test('T11 texts the bank corrected while the card stood are told with their own version, and ready is said once', async () => {
  addTexts('en', en);
  const { fake, events, view } = await card('FN30D02A');
  const old = sampleProduct('FN30D02A', 'en');
  fake.inlay.update({ mode: 'elder' });
  fake.answer('/v1/products', { ...old, disclosure: { ...old.disclosure, version: '2026-11-22.1' } });
  fake.inlay.update({ locale: 'en' });
  await settle();
  assert.equal(view().action.label, 'View at Qinghe Bank');
  assert.deepEqual(
    fake.tracks.map(({ name, data }) => [name, (data as { disclosure: string }).disclosure]),
    [
      ['wealth_card_ready', '2026-09-01.2'],
      ['wealth_card_ready', '2026-11-22.1'],
    ],
  );
  assert.equal(events.filter(([name]) => name === 'inlay-ready').length, 1);
});

test('S8 a placement that is switched off shows nothing, and so does a partner that is', async () => {
  const stopped = await card('FN30D02A', {}, (it) =>
    it.answer('/v1/channel-policy', { ...samplePolicy(), stopped: ['hotel-detail'] }),
  );
  const disabled = await card('FN30D02A', {}, (it) =>
    it.answer('/v1/products', new InlayError('origin_refused', 'Scripted', { reason: 'partner_disabled' })),
  );
  for (const { model, events } of [stopped, disabled]) {
    assert.deepEqual(model.getState(), { status: 'empty', reason: 'hidden_by_policy' });
    assert.deepEqual(events, [['inlay-empty', { widget: 'wealth-card', reason: 'hidden_by_policy', rules: [] }]]);
  }
});

test('a card that stood open when its placement was switched off leads nowhere any more', async () => {
  const { fake, model } = await card('FN30D02A');
  fake.answer('/v1/channel-policy', { ...samplePolicy(), stopped: ['hotel-detail'] });
  fake.clock.sleep(11 * 60_000);
  fake.comeBack();
  await settle();
  assert.equal(model.getState().status, 'empty');
  await model.open({ dwell: 1, ratio: 1, visible: true }, true);
  assert.deepEqual(fake.navigations, []);
});

test('one class of products may leave for the app before the others do', async () => {
  const rules = [
    { id: 'step', host: '*', productClass: 'wealth.fixed_income', verb: 'buy', verdict: 'redirect', target: 'app' },
    { id: 'rest', host: '*', productClass: 'wealth', verb: '*', verdict: 'allow' },
  ];
  const name = { 'zh-CN': '青禾银行App' };
  const policy = {
    ...samplePolicy(),
    rules,
    targets: { app: { kind: 'app', name, origin: 'https://open.bank.example' } },
  };
  const ask = (id: string) => card(id, {}, (it) => it.answer('/v1/channel-policy', policy));
  const action = async (id: string) => {
    const state = (await ask(id)).model.getState();
    return 'view' in state ? [state.view.action.verb, state.view.action.label] : [];
  };
  assert.deepEqual(await action('FN30D02A'), ['enquire', '在青禾银行App查看']);
  assert.deepEqual(await action('CS00M01A'), ['buy', '去青禾银行购买']);
});

test('a policy that hides takes the card away at its boundary, and gives it back', async () => {
  const show = { host: '*', productClass: 'wealth', verb: 'show' };
  const rules = [
    { ...show, id: 'off', verdict: 'hide', from: '2026-11-22T10:01:00+08:00', until: '2026-11-22T10:02:00+08:00' },
    { ...show, id: 'on', verdict: 'allow' },
  ];
  const { fake, model, events } = await card('FN30D02A', {}, (it) =>
    it.answer('/v1/channel-policy', { ...samplePolicy(), rules }),
  );
  assert.equal(model.getState().status, 'ready');
  await fake.clock.advance(60_000);
  assert.deepEqual(model.getState(), { status: 'empty', reason: 'hidden_by_policy' });
  await fake.clock.advance(60_000);
  assert.equal(model.getState().status, 'ready');
  assert.deepEqual(
    events.map(([name]) => name),
    ['inlay-ready', 'inlay-empty', 'inlay-ready'],
  );
});

test('W1 W7 W12 an unlawful product is not rendered: one event with the rules, one line with the fix', async () => {
  const rows = [
    [{ disclosure: {} }, 'disclosure_incomplete', 'W1'],
    [{ fullName: '保本1号' }, 'disclosure_incomplete', 'W7'],
    [{ kind: 'deposit' }, 'wrong_product_kind', 'W12'],
  ] as const;
  for (const [change, reason, rule] of rows) {
    const { model, events, fake } = await card('FN30D02A', {}, (it) =>
      it.answer('/v1/products', { ...sampleProduct('FN30D02A'), ...change }),
    );
    assert.deepEqual(model.getState(), { status: 'empty', reason });
    const [[name, detail]] = events as [[string, { reason: string; rules: string[] }]];
    assert.deepEqual(
      [events.length, name, detail.reason, detail.rules.includes(rule)],
      [1, 'inlay-empty', reason, true],
    );
    assert.equal(fake.lines.length, 1);
    assert.match(fake.lines[0]!, new RegExp(`${reason} .*${rule}`));
    assert.deepEqual(
      fake.tracks.map((track) => track.name),
      ['wealth_card_empty'],
    );
  }
});

test('a mount without a product asks the bank for nothing and says what to do', async () => {
  const { model, events, fake } = await card('');
  assert.deepEqual(model.getState(), { status: 'empty', reason: 'no_product' });
  assert.deepEqual(events, [['inlay-empty', { widget: 'wealth-card', reason: 'no_product', rules: [] }]]);
  assert.equal(fake.requests.length, 0);
  assert.match(fake.lines.join(), /set the attribute product=/);
});

test('every failure ends in one event with code and trace id, one line, a neutral text', async () => {
  const rows = [
    ['not_found', false],
    ['origin_refused', false],
    ['bad_response', false],
    ['network', true],
    ['timeout', true],
    ['rate_limited', true],
    ['service_unavailable', true],
  ] as const;
  for (const [code, retryable] of rows) {
    const { model, events, fake } = await card('FN30D02A', {}, (it) => it.answer('/v1/products', refusal(code)));
    const state = model.getState();
    assert.ok(state.status === 'error');
    assert.deepEqual(
      [state.code, state.trace, state.retry],
      [code, '查询编号：4bf92f3577b34da6', retryable ? '重试' : undefined],
    );
    assert.deepEqual(events, [
      ['inlay-error', { widget: 'wealth-card', code, retryable, traceId: '4bf92f3577b34da6' }],
    ]);
    assert.equal(fake.lines.length, 1);
    assert.deepEqual(fake.tracks, [
      { name: 'wealth_card_failed', data: { product: 'FN30D02A', placement: 'hotel-detail', code } },
    ]);
  }
});

test('a malformed answer, an id that is none, and a bug of our own end as errors, not as throws', async () => {
  const malformed = await card('FN30D02A', {}, (it) => it.answer('/v1/products', { id: 'FN30D02A', risk: 'low' }));
  assert.equal((malformed.model.getState() as { code: string }).code, 'bad_response');
  for (const id of ['../channel-policy', 'a b', 'x'.repeat(65), '产品']) {
    const { model, fake } = await card(id);
    assert.deepEqual([(model.getState() as { code: string }).code, fake.requests.length], ['invalid_attribute', 1], id);
  }
  const bug = await card('FN30D02A', {}, (it) =>
    it.answer('/v1/products', () => {
      throw new TypeError('bug');
    }),
  );
  assert.equal((bug.model.getState() as { code: string }).code, 'internal');
});

test('a retry loads again and ends in one more outcome', async () => {
  const { fake, model, events } = await card('FN30D02A', {}, (it) => it.answer('/v1/products', refusal('timeout')));
  model.retry();
  assert.equal(model.getState().status, 'loading');
  await settle();
  assert.equal(events.length, 2);
  fake.answer('/v1/products', sampleProduct('FN30D02A'));
  model.retry();
  model.retry();
  await settle();
  assert.deepEqual(
    events.map(([name]) => name),
    ['inlay-error', 'inlay-error', 'inlay-ready'],
  );
  model.retry();
  assert.equal(model.getState().status, 'ready');
});

test('fifty cards of a product make one product call and one policy call, and share their view', async () => {
  const fake = createFakeInlay();
  const cards = Array.from({ length: 50 }, () => mount(fake, 'FN30D02A'));
  await settle();
  assert.equal(fake.requests.length, 2);
  assert.equal(new Set(cards.map(({ view }) => view())).size, 1);
  assert.ok(cards.every(({ events }) => events.length === 1));
});

test('a language whose table is on its way shows the skeleton; if it does not come, zh-CN speaks', async () => {
  setTextLoader(() => Promise.reject(new Error('offline')));
  const { model, view, events, fake } = await card('FN30D02A', { locale: 'zh-HK' });
  assert.deepEqual([model.getState().status, view().status, view().action.label], ['ready', '', '在青禾银行查看']);
  assert.equal(view().name, sampleProduct('FN30D02A', 'zh-CN').fullName);
  assert.equal(events.length, 1);
  let give = () => {};
  setTextLoader(() => new Promise((resolve) => (give = () => resolve(zhHK))));
  const waiting = mount(fake, 'FN30D02A');
  await settle();
  assert.equal(waiting.model.getState().status, 'loading');
  give();
  await settle();
  assert.equal(waiting.view().action.label, '在青禾銀行查看');
});

test('a change of language redraws with the product’s own texts in it, and keeps the old until they come', async () => {
  addTexts('en', en);
  addTexts('zh-HK', zhHK);
  const { fake, model, view, events } = await card('FN30D02A');
  const release = fake.hold('/v1/products');
  fake.inlay.update({ locale: 'en' });
  await settle();
  assert.equal(view().action.label, '在青禾银行查看');
  release();
  await settle();
  assert.deepEqual([view().action.label, view().chips[0]!.text], ['View at Qinghe Bank', 'Risk level R2 (2 of 5)']);
  assert.equal(view().action.hint, 'You will leave Lvtu and enter Qinghe Bank');
  assert.equal(view().facts[0]!.value, 'CNY 1.00');
  fake.answer('/v1/products', refusal('network'));
  fake.inlay.update({ locale: 'zh-HK' });
  await settle();
  assert.deepEqual([model.getState().status, view().action.label, events.length], ['ready', 'View at Qinghe Bank', 1]);
});

test('a card’s own language goes before the page’s, and an unknown one is zh-CN', async () => {
  addTexts('en', en);
  const fake = createFakeInlay();
  const own = mount(fake, 'FN30D02A', { locale: 'en' });
  const odd = mount(fake, 'FN30D02A', { locale: 'fr' as 'en' });
  await settle();
  assert.deepEqual([own.view().words.fees, odd.view().words.fees], ['Fees', '费用']);
});

test('a placement that cannot be one is dropped with a line', async () => {
  const fake = createFakeInlay();
  mount(fake, 'FN30D02A', { placement: 'hotel detail?' });
  await settle();
  assert.equal(fake.tracks[0]!.data['placement'], 'none');
  assert.match(fake.lines.join(), /placement/);
});

test('exposure and reading of the chart are tracked once each', async () => {
  const { fake, model } = await card('FN30D02A');
  model.exposed(0.8);
  model.exposed(0.9);
  model.chartRead();
  model.chartRead();
  assert.deepEqual(
    fake.tracks.slice(1).map(({ name, data }) => [name, data['ratio']]),
    [
      ['wealth_card_exposed', 0.8],
      ['wealth_card_chart_read', undefined],
    ],
  );
});

test('a destroyed card hears and does nothing more, and leaves no timer', async () => {
  const fake = createFakeInlay();
  const release = fake.hold('/v1/products');
  const { model, events } = mount(fake, 'FN30D02A');
  await settle();
  model.destroy();
  release();
  await settle();
  fake.inlay.update({ locale: 'en' });
  await model.open({ dwell: 1, ratio: 1, visible: true }, true);
  assert.deepEqual([events, fake.navigations, fake.clock.pending], [[], [], 0]);
});
