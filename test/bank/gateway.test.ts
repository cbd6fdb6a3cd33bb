import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { places } from '../../demo/ports.ts';
import { type Answer, engines, type Rig, startRig } from './rig.ts';

for (const engine of engines) {
  describe(`The gateway on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    const set = (path: string, body: unknown) => rig.call(`/sandbox/${path}`, { body: JSON.stringify(body) });

    function isProblem(answer: Answer, code: string, status: number) {
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
      const { type, title, detail, instance, traceId, retryable } = answer.json;
      assert.equal(answer.json.code, code);
      assert.equal(answer.json.status, status);
      assert.equal(type, `urn:inlay:problem:${code}`);
      for (const text of [title, detail, instance]) assert.ok(typeof text === 'string' && text);
      assert.equal(typeof retryable, 'boolean');
      assert.equal(traceId, answer.headers.get('x-trace-id'));
      assert.ok(!instance.includes('?'));
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    }

    it('S10 answers every refusal as a problem with code, trace id and retryable', async () => {
      isProblem(await rig.call('/v1/products/NOBODY?partner=lvtu'), 'not_found', 404);
      isProblem(await rig.call('/v1/nothing'), 'not_found', 404);
      isProblem(await rig.call('/v1/products/FN30D02A'), 'invalid_request', 400);
      isProblem(await rig.call('/v1/products/FN30D02A?partner=nobody'), 'origin_refused', 403);
      isProblem(await rig.call('/v1/session?partner=lvtu'), 'token_invalid', 401);
      isProblem(await rig.call('/v1/events?k=lvtu', { body: 'x'.repeat(300_000) }), 'payload_too_large', 413);
    });

    it('names the wrong members of a request', async () => {
      const { json } = await rig.call('/v1/products/FN30D02A/nav?partner=&from=soon');
      assert.deepEqual(json.errors.map((one: { pointer: string }) => one.pointer).sort(), ['/from', '/partner']);
    });

    it('calls an inner failure internal and tells nothing of it', async (test) => {
      const told = test.mock.method(console, 'error', () => undefined);
      const { db } = rig.bank.bank;
      const row = await db.selectFrom('product').selectAll().where('id', '=', 'NOCODE01').executeTakeFirstOrThrow();
      await db.updateTable('product').set({ texts: '{}' }).where('id', '=', 'NOCODE01').execute();
      const answer = await rig.call('/v1/products/NOCODE01?partner=lvtu');
      isProblem(answer, 'internal', 500);
      assert.equal(answer.json.retryable, true);
      assert.doesNotMatch(answer.text, /TypeError|undefined|\.ts/);
      assert.ok(String(told.mock.calls[0]?.arguments[0]).includes(answer.json.traceId));
      await db
        .updateTable('product')
        .set({ texts: JSON.stringify(row.texts) })
        .where('id', '=', 'NOCODE01')
        .execute();
    });

    it('compares the origin exactly with the partner’s list', async () => {
      const path = '/v1/products/FN30D02A?partner=lvtu';
      const own = rig.partner.origin;
      assert.equal((await rig.call(path)).status, 200);
      assert.equal((await rig.call(path, { origin: rig.bank.origin })).status, 200);
      for (const origin of [`${own}0`, own.replace('http', 'https'), `${own}.evil`, 'http://hotel.localhost', 'null']) {
        const answer = await rig.call(path, { origin });
        isProblem(answer, 'origin_refused', 403);
        assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      }
    });

    it('exposes Date, X-Trace-Id and Retry-After, and varies by Origin', async () => {
      for (const path of ['/v1/products/FN30D02A?partner=lvtu', '/v1/nothing', '/v1/session?partner=lvtu']) {
        const { headers } = await rig.call(path);
        for (const name of ['Date', 'X-Trace-Id', 'Retry-After']) {
          assert.ok(headers.get('access-control-expose-headers')?.includes(name));
        }
        assert.match(headers.get('vary') ?? '', /Origin/);
        assert.match(headers.get('x-trace-id') ?? '', /^[0-9a-f]{32}$/);
        assert.equal(headers.get('access-control-allow-origin'), rig.partner.origin);
        assert.equal(headers.get('access-control-allow-credentials'), null);
      }
    });

    it('gives the channel policy with its rules, for a week, with an entity tag', async () => {
      const answer = await rig.call('/v1/channel-policy?partner=lvtu');
      assert.equal(answer.headers.get('cache-control'), 'no-cache');
      const { rules, targets, surface, partner, partnerName, issuedAt, expiresAt } = answer.json;
      assert.deepEqual([surface, partner, partnerName['zh-CN']], ['partner', 'lvtu', '旅途']);
      assert.deepEqual(Object.keys(partnerName).sort(), ['en', 'zh-CN', 'zh-HK']);
      assert.ok(Date.parse(expiresAt) - Date.parse(issuedAt) === 7 * 86_400_000 && issuedAt.endsWith('+08:00'));
      assert.deepEqual(
        rules.map((rule: { id: string }) => rule.id),
        ['wealth-view', 'wealth-buy', 'fund-view', 'fund-buy', 'app-open', 'coupon'],
      );
      const buy = rules.find((rule: { id: string }) => rule.id === 'wealth-buy');
      assert.equal(buy.verdict, 'redirect');
      assert.deepEqual(Object.keys(buy.notice).sort(), ['en', 'zh-CN', 'zh-HK']);
      assert.equal(targets[buy.target].origin, rig.bank.origin);
      const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
      assert.equal((await rig.call('/v1/channel-policy?partner=lvtu', { headers })).status, 304);
    });

    it('says surface bank to the bank’s own pages only, whatever a page claims', async () => {
      const path = '/v1/channel-policy?partner=lvtu';
      const surface = async (origin: string | null, headers = {}) =>
        (await rig.call(path, { origin, headers })).json.surface;
      assert.equal(await surface(rig.bank.origin), 'bank');
      assert.equal(await surface(null, { 'sec-fetch-site': 'same-origin' }), 'bank');
      assert.equal(await surface(null), 'partner');
      assert.equal(await surface(null, { 'sec-fetch-site': 'cross-site' }), 'partner');
      assert.equal(await surface(rig.partner.origin, { 'sec-fetch-site': 'same-origin' }), 'partner');
    });

    it('goes by its own clock, moved or frozen, in the Date header too', async () => {
      const kept = rig.bank.bank.clock.state().offsetMs;
      const at = '2026-12-31T23:59:30+08:00';
      const frozen = await set('clock', { at, freeze: true });
      assert.equal(frozen.json.now, at);
      const date = (await rig.call('/healthz')).headers.get('date') ?? '';
      assert.equal(Date.parse(date), Date.parse(at));
      assert.equal((await rig.call('/v1/channel-policy?partner=lvtu')).json.issuedAt, '2026-12-31T00:00:00+08:00');
      await set('clock', { at: '2027-01-01T00:00:01+08:00' });
      assert.equal((await rig.call('/sandbox/clock')).json.today, '2027-01-01');
      assert.ok(
        Date.parse((await rig.call('/oidc/jwks')).headers.get('date') ?? '') >= Date.parse('2026-12-31T16:00:00Z'),
      );
      await set('clock', { offsetMs: 0 });
      const real = Date.parse((await rig.call('/healthz')).headers.get('date') ?? '');
      assert.ok(Math.abs(real - Date.now()) < 5_000);
      assert.equal((await set('clock', { at: 'noon' })).json.code, 'invalid_request');
      await set('clock', { offsetMs: kept });
    });

    it('still gives tickets when its clock is far from the partner’s', async () => {
      const kept = rig.bank.bank.clock.state().offsetMs;
      await set('clock', { offsetMs: 90 * 86_400_000 });
      assert.ok(await rig.partner.ticket('lvtu-u-1001'));
      await set('clock', { offsetMs: kept });
    });

    it('plays faults to the path asked for, so often, and none after', async () => {
      const path = '/v1/products/FN30D02A?partner=lvtu';
      await set('faults', [{ prefix: '/v1/products/', status: 503, retryAfter: 7, count: 2 }]);
      isProblem(await rig.call(path), 'unavailable', 503);
      assert.equal((await rig.call('/v1/channel-policy?partner=lvtu')).status, 200);
      const second = await rig.call(path);
      assert.equal(second.headers.get('retry-after'), '7');
      assert.equal(second.json.retryable, true);
      assert.equal((await rig.call(path)).status, 200);

      await set('faults', { prefix: '/v1/products/', malformed: true, count: 1 });
      await assert.rejects(rig.call(path), SyntaxError);
      await set('faults', { prefix: '/v1/products/', drop: 'before', count: 1 });
      await assert.rejects(rig.call(path), TypeError);
      assert.equal((await rig.call(path)).status, 200);
      await set('faults', [{ prefix: '/', status: 429 }]);
      isProblem(await rig.call(path), 'rate_limited', 429);
      await set('faults', []);
      assert.equal((await rig.call(path)).status, 200);
    });

    it('loses the answer but not the work when told to drop the connection after it', async () => {
      await set('faults', [{ prefix: '/v1/events', drop: 'after', count: 1 }]);
      const body = JSON.stringify([{ specversion: '1.0', id: '1', source: 'lost', type: 't' }]);
      await assert.rejects(rig.call('/v1/events?k=lvtu', { body }), TypeError);
      const again = await rig.call('/v1/events?k=lvtu', { body });
      assert.deepEqual(again.json, { accepted: 0, duplicate: 1, rejected: [] });
    });

    it('has no sandbox switches unless it was started with them', async (test) => {
      const strict = await startRig(engine, { sandbox: false });
      test.after(() => strict.stop());
      for (const path of ['clock', 'faults', 'events', 'receipts']) {
        assert.equal((await strict.call(`/sandbox/${path}`)).status, 404);
      }
      assert.equal((await strict.call('/sandbox/clock', { body: '{"offsetMs":1}' })).status, 404);
    });

    it('is healthy, ready, and describes itself in OpenAPI 3.1', async () => {
      assert.equal((await rig.call('/healthz')).json.status, 'ok');
      assert.equal((await rig.call('/readyz')).json.status, 'ready');
      const { json } = await rig.call('/openapi.json');
      assert.equal(json.openapi, '3.1.0');
      for (const path of [
        '/v1/products/{id}',
        '/v1/products',
        '/v1/products/{id}/nav',
        '/v1/channel-policy',
        '/v1/session',
        '/v1/events',
        '/v1/events/beacon',
        '/oidc/token',
      ]) {
        assert.ok(json.paths[path], path);
      }
    });

    it('keeps idle connections for 65 seconds', async () => {
      assert.match((await rig.call('/healthz')).headers.get('keep-alive') ?? '', /timeout=65/);
    });

    it('serves the SDK’s files to any origin with their type, and nothing beside them', async () => {
      for (const path of [
        '/inlay/../package.json',
        '/inlay/..%2fpackage.json',
        '/inlay/%2e%2e/package.json',
        '/inlay/none.js',
        '/inlay/',
      ]) {
        assert.equal((await rig.call(path)).status, 404, path);
      }
    });
  });
}

describe('The gateway’s description', () => {
  it('is what docs/openapi.json and the SDK’s types say', () => {
    execFileSync(process.execPath, ['scripts/api-types.ts', '--check'], { stdio: 'pipe' });
  });
});

describe('A taken port', () => {
  it('is replaced by a free one', async (test) => {
    const one = await startRig('pglite', { port: 0 });
    test.after(() => one.stop());
    const two = await startRig('pglite', { port: one.bank.port });
    test.after(() => two.stop());
    assert.notEqual(two.bank.port, one.bank.port);
    assert.equal(two.bank.moved, true);
    assert.equal(one.bank.moved, false);
    assert.equal(two.bank.origin, `http://${places.bank.host}:${two.bank.port}`);
    assert.equal(
      (await two.call('/v1/products/FN30D02A?partner=lvtu')).json.detailUrl,
      `${two.bank.origin}/h5/products/FN30D02A`,
    );
  });
});
