import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { addMonths } from '../../demo/bank/clock.ts';
import { parseProduct } from '../../src/core/api.ts';
import { checkProduct } from '../../src/core/disclosure.ts';
import { engines, type Rig, startRig } from './rig.ts';

const wealth = [
  'FN30D02A',
  'XY14D08A',
  'CS00M01A',
  'LS00C01A',
  'YH60D04A',
  'QS90P06C',
  'FN365C07',
  'LX180C09',
  'ZS90P05A',
];
const funds = ['FD990013', 'FD990027'];
const context = { today: '2026-11-22', profile: 'standard', region: '310000' } as const;

for (const engine of engines) {
  describe(`Products on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    const product = async (id: string, more = '') => (await rig.call(`/v1/products/${id}?partner=lvtu${more}`)).json;
    const judge = async (id: string, more = '') => checkProduct(parseProduct(await product(id, more)), context);

    it('lists the products of one kind in the server’s order, without any figure to rank by (W10, W12)', async () => {
      const listed = await rig.call('/v1/products?partner=lvtu');
      assert.deepEqual(
        listed.json.items.map((item: { id: string }) => item.id),
        wealth,
      );
      assert.doesNotMatch(listed.text, /"(rate|benchmark|performance|cash)"/);
      const others = await rig.call('/v1/products?partner=lvtu&kind=fund');
      assert.deepEqual(
        others.json.items.map((item: { id: string }) => item.id),
        funds,
      );
      assert.equal((await rig.call('/v1/products?partner=lvtu&kind=deposit')).json.code, 'invalid_request');
    });

    for (const id of [...wealth, ...funds]) {
      it(`${id} is lawful in all three languages, by the SDK’s own rules`, async () => {
        for (const locale of ['zh-CN', 'zh-HK', 'en']) {
          const findings = await judge(id, `&locale=${locale}`);
          assert.deepEqual(findings.rules, [], `${locale}: ${findings.rules.join(' ')}`);
          assert.equal(findings.reason, undefined);
          assert.equal(findings.stale, false);
        }
      });
    }

    const faults: [id: string, rule: string][] = [
      ['NOWARN01', 'W1'],
      ['DEPOSIT1', 'W12'],
      ['STALE001', 'W15'],
      ['WORDS001', 'W7'],
      ['NOCODE01', 'W2'],
      ['EARLY001', 'W8'],
    ];
    for (const [id, rule] of faults) {
      it(`${rule} ${id} is unlawful for that one reason, and in no list`, async () => {
        const { rules } = await judge(id);
        assert.ok(rules.includes(rule), rules.join(' '));
        assert.deepEqual(
          rules.filter((one) => one !== rule && !(rule === 'W15' && one === 'W9')),
          [],
        );
        for (const kind of ['wealth', 'fund']) {
          assert.ok(!(await rig.call(`/v1/products?partner=lvtu&kind=${kind}`)).text.includes(id));
        }
      });
    }

    it('W8 shows no performance of a product under one month old', async () => {
      const young = await product('XY14D08A');
      assert.ok(context.today < addMonths(young.inceptionDate, 1));
      assert.equal(young.performance, undefined);
      assert.ok(young.benchmark);
    });

    it('shows what the ages call for: 20 months, over six years, a fund of five', async () => {
      const shown = async (id: string) =>
        (await product(id)).performance.intervals.map((one: { year?: number; kind: string }) => one.year ?? one.kind);
      const lastFive = [2021, 2022, 2023, 2024, 2025, 'since_inception'];
      assert.equal((await product('FN30D02A')).inceptionDate, '2025-03-18');
      assert.deepEqual(await shown('FN30D02A'), [2025, 'since_inception']);
      assert.deepEqual(await shown('CS00M01A'), lastFive);
      assert.deepEqual(await shown('FD990027'), lastFive);
      assert.deepEqual(await shown('FD990013'), [2024, 2025, 'since_inception']);
    });

    it('W17 gives each interval of a fund its benchmark’s result', async () => {
      for (const id of funds) {
        const fund = await product(id);
        assert.ok(fund.benchmark.name);
        assert.ok(fund.performance.source);
        for (const one of fund.performance.intervals) assert.match(one.benchmarkRate, /^-?\d+\.\d\d$/);
      }
    });

    it('gives cash management its two figures with their day, in four decimals, and no line', async () => {
      const { cash, performance } = await product('LS00C01A');
      assert.equal(cash.date, '2026-11-20');
      assert.match(cash.sevenDay, /^\d\.\d{4}$/);
      assert.match(cash.perTenThousand, /^\d\.\d{4}$/);
      assert.equal(performance, undefined);
    });

    it('has statuses soon, sold out and closed, a higher grade of the distributor, and a very long name', async () => {
      const soon = await product('LX180C09');
      assert.equal(soon.status, 'soon');
      assert.ok(Date.parse(soon.opensAt) > Date.parse('2026-11-22'));
      assert.equal((await product('FN365C07')).status, 'sold_out');
      assert.equal((await product('ZS90P05A')).status, 'closed');
      assert.deepEqual((await product('YH60D04A')).risk, { issuer: 2, distributor: 3 });
      assert.ok((await product('QS90P06C')).fullName.length > 60);
    });

    it('answers in the language asked for, and in zh-CN to any other', async () => {
      assert.match((await product('FN30D02A', '&locale=zh-HK')).fullName, /青禾理財/);
      assert.match((await product('FN30D02A', '&locale=en')).fullName, /Qinghe Wealth/);
      assert.match((await product('FN30D02A', '&locale=fr')).fullName, /青禾理财/);
      assert.equal(
        (await rig.call('/v1/products/FN30D02A?partner=lvtu&locale=en')).headers.get('content-language'),
        'en',
      );
    });

    it('gives the digest of the texts in their order', async () => {
      const { version, digest, ...texts } = (await product('FN30D02A')).disclosure;
      const order = ['risk', 'benchmark', 'pastPerformance', 'agency', 'fund', 'fundOthers'];
      const joined = order.flatMap((key) => texts[key] ?? []).join('\n');
      assert.equal(digest, createHash('sha256').update(joined).digest('hex'));
      assert.match(version, /^[\d.-]+$/);
    });

    it('answers 304 without a body to the entity tag, until the product changes', async () => {
      const path = '/v1/products/FN30D02A?partner=lvtu';
      const first = await rig.call(path);
      const etag = first.headers.get('etag') ?? '';
      assert.match(first.headers.get('cache-control') ?? '', /public, max-age=60/);
      for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await rig.call(path, { headers: { 'if-none-match': tag } });
        assert.equal(again.status, 304);
        assert.equal(again.text, '');
        assert.equal(again.headers.get('etag'), etag);
      }
      assert.equal((await rig.call(`${path}&locale=en`, { headers: { 'if-none-match': etag } })).status, 200);
      const { db } = rig.bank.bank;
      await db.updateTable('product').set({ revision: 8 }).where('id', '=', 'FN30D02A').execute();
      assert.equal((await rig.call(path, { headers: { 'if-none-match': etag } })).status, 200);
    });

    it('hands the NAV history out in pages, oldest first, each day once, none after the last trading day', async () => {
      const days: string[] = [];
      let cursor = '';
      let pages = 0;
      do {
        const { json } = await rig.call(`/v1/products/CS00M01A/nav?partner=lvtu${cursor ? `&cursor=${cursor}` : ''}`);
        days.push(...json.items.map((item: { date: string }) => item.date));
        cursor = json.next ?? '';
        pages++;
      } while (cursor);
      assert.ok(pages > 5);
      assert.ok(days.length >= 600, `${days.length}`);
      assert.deepEqual(days, [...new Set(days)].sort());
      assert.equal(days.at(-1), '2026-11-20');
    });

    it('has at least 600 trading days for three products, and a window by from and to', async () => {
      const counts = await rig.bank.bank.db
        .selectFrom('product_nav')
        .select(['product_id', (table) => table.fn.countAll<number>().as('days')])
        .where('nav_date', '<=', '2026-11-20')
        .groupBy('product_id')
        .execute();
      assert.ok(counts.filter((row) => row.days >= 600).length >= 3);
      const { json } = await rig.call('/v1/products/FD990013/nav?partner=lvtu&from=2026-09-28&to=2026-10-09');
      const days = json.items.map((item: { date: string }) => item.date);
      assert.deepEqual(days, ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09']);
      assert.match(json.items[0].unitNav, /^\d\.\d{4}$/);
      assert.ok(json.items[0].benchmark);
    });

    it('goes by the bank’s date: a month later the young product shows its first interval', async () => {
      const clock = rig.bank.bank.clock;
      const kept = clock.state().offsetMs;
      clock.set({ offsetMs: Date.parse('2026-12-07T10:00:00+08:00') - Date.now() });
      const older = await product('XY14D08A');
      assert.equal(older.dataDate, '2026-12-04');
      assert.deepEqual(
        older.performance.intervals.map((one: { kind: string }) => one.kind),
        ['since_inception'],
      );
      assert.deepEqual(checkProduct(parseProduct(older), { ...context, today: '2026-12-07' }).rules, []);
      clock.set({ offsetMs: kept });
    });

    it('says not_found for an unknown product and invalid_request for a wild id', async () => {
      assert.equal((await rig.call('/v1/products/UNKNOWN1?partner=lvtu')).json.code, 'not_found');
      assert.equal((await rig.call('/v1/products/..%2f..%2fetc?partner=lvtu')).json.code, 'invalid_request');
      const wild = await rig.call(`/v1/products/${'A'.repeat(33)}?partner=lvtu`);
      assert.equal(wild.json.errors[0].pointer, '/id');
    });

    it('W1 W4 W7 W12 have a page of the bank that shows none a partner’s page may not show, and no figure of return outside the card', async () => {
      for (const id of ['WORDS001', 'DEPOSIT1', 'NOWARN01']) {
        const { status, text } = await rig.call(`/h5/products/${id}`, { origin: null });
        assert.equal(status, 404, id);
        assert.ok(text.includes('这个产品暂不展示'), id);
        assert.doesNotMatch(text, /保本|存款1号|青禾理财/, id);
      }
      for (const id of ['FN30D02A', 'STALE001', 'EARLY001', 'LS00C01A']) {
        const { status, text } = await rig.call(`/h5/products/${id}`, { origin: null });
        assert.equal(status, 200, id);
        const noscript = /<noscript>([^]*)<\/noscript>/.exec(text)![1]!;
        assert.doesNotMatch(noscript, /\d%/, id);
        assert.match(noscript, /风险等级 R\d/, id);
      }
    });
  });
}
