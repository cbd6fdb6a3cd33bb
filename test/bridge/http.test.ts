import { json, net, problem, until } from './net.ts';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createClock } from '../../src/bridge/clock.ts';
import { createFirstHttp } from '../../src/bridge/first.ts';
import { createHttp } from '../../src/bridge/http.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import { createDevice, type FakeDevice } from './device.ts';
import { createHttpRig, gateway, get } from './http-rig.ts';

let device: FakeDevice;
const make = (parts: Parameters<typeof createHttpRig>[1] = {}) => createHttpRig(device, parts);

beforeEach(() => {
  device = createDevice();
  net.reset(() => json({ ok: true }));
});

describe('a call to the gateway', () => {
  it('needs no preflight when it is public: GET, no header of its own, no cookie', async () => {
    assert.deepEqual(await make().call(get()), { ok: true });
    const [{ request, headers, url }] = net.calls as [(typeof net.calls)[0]];
    assert.equal(url, `${gateway}/v1/products/X?partner=lvtu`);
    assert.deepEqual([...headers.keys()], []);
    assert.equal(request.credentials, 'omit');
    assert.equal(request.redirect, 'error');
    assert.equal(request.referrerPolicy, 'strict-origin');
  });

  it('takes cookies along on the gateway’s own origin only', async () => {
    await make({ cookies: true }).call(get());
    assert.equal(net.calls[0]?.request.credentials, 'same-origin');
  });

  it('sends a body as JSON, a key in its header, and a form as a form', async () => {
    const { call } = make();
    await call({ method: 'POST', path: '/a', body: { n: 1, list: ['x'] }, idempotencyKey: 'k1' });
    await call({ method: 'POST', path: '/b', form: { a: 'ü &', b: '2' } });
    const [first, second] = net.calls;
    assert.equal(first?.headers.get('content-type'), 'application/json');
    assert.equal(first?.headers.get('idempotency-key'), 'k1');
    assert.equal(first?.body, '{"n":1,"list":["x"]}');
    assert.match(second?.headers.get('content-type') ?? '', /^application\/x-www-form-urlencoded/);
    assert.deepEqual(
      [...new URLSearchParams(second?.body)],
      [
        ['a', 'ü &'],
        ['b', '2'],
      ],
    );
  });

  it('gives nothing for 204', async () => {
    net.answer = () => new Response(null, { status: 204 });
    assert.equal(await make().call({ method: 'POST', path: '/a' }), undefined);
  });

  it('refuses a path that would make another host of the gateway', async () => {
    for (const path of ['.evil.example/x', '@evil.example/', ':8443/', '']) {
      assert.equal((await make().fails({ path, auth: true })).code, 'internal');
    }
    assert.equal(net.calls.length, 0);
  });
});

describe('before the rest of the code is here', () => {
  it('a plain read that succeeds does not send for it', async () => {
    const { call, loads } = make();
    await call(get());
    await call(get('/v1/channel-policy'));
    assert.equal(loads(), 0);
    await call({ method: 'POST', path: '/a', body: {} });
    await call(get());
    assert.equal(loads(), 1);
  });

  it('a plain read that fails counts as the first of three tries', async () => {
    net.answer = () => problem(503, 'overloaded');
    const { fails, loads } = make();
    assert.equal((await fails(get())).code, 'service_unavailable');
    assert.deepEqual([net.calls.length, loads()], [3, 1]);
  });

  it('a first try that took too long is not made again', async () => {
    net.answer = () => new Promise(() => {});
    assert.equal((await make().fails(get())).code, 'timeout');
    assert.equal(net.calls.length, 1);
  });

  it('a failure whose code does not come is one of the network after a while: offline, nothing comes', async () => {
    const nobody = { cookies: false, onNonce() {}, authorize: async () => undefined };
    const http = createFirstHttp({ gateway, clock: createClock(device), ...nobody }, () => new Promise(() => {}));
    net.answer = () => {
      throw new TypeError('offline');
    };
    const failed = assert.rejects(http.request(get()), { code: 'network', retryable: true });
    for (let passed = 0; passed < 4000; passed += 250) await device.advance(250);
    await failed;
  });

  it('a failure whose code cannot be loaded is one of the network, and the next call sends again', async () => {
    let loads = 0;
    const parts = {
      gateway,
      clock: createClock(device),
      cookies: false,
      onNonce() {},
      authorize: async () => undefined,
    };
    const http = createFirstHttp(parts, async () => {
      if (!loads++) throw new Error('offline');
      return { createHttp };
    });
    net.answer = () => problem(404, 'not_found');
    await assert.rejects(http.request(get()), { code: 'network', retryable: true });
    await assert.rejects(http.request(get()), { code: 'not_found' });
  });
});

describe('a refusal', () => {
  const cases: [number, string, ErrorCode][] = [
    [403, 'origin_refused', 'origin_refused'],
    [403, 'partner_disabled', 'origin_refused'],
    [404, 'not_found', 'not_found'],
    [401, 'token_invalid', 'token_rejected'],
    [401, 'proof_replayed', 'token_rejected'],
    [400, 'ticket_used', 'ticket_rejected'],
    [400, 'ticket_origin_mismatch', 'ticket_rejected'],
    [400, 'invalid_request', 'internal'],
    [413, 'payload_too_large', 'internal'],
    [429, 'rate_limited', 'rate_limited'],
    [500, 'internal', 'service_unavailable'],
    [503, 'unavailable', 'service_unavailable'],
  ];
  for (const [status, reason, code] of cases) {
    it(`becomes ${code} for ${status} ${reason}, with the trace id`, async () => {
      net.answer = () => problem(status, reason);
      const error = await make().fails({ method: 'POST', path: '/v1/x?secret=1' });
      assert.equal(error.code, code);
      assert.equal(error.status, status);
      assert.equal(error.reason, reason);
      assert.equal(error.traceId, `trace-${reason}`);
      assert.doesNotMatch(error.message, /secret/);
    });
  }

  it('may come in OAuth’s form', async () => {
    net.answer = () => json({ error: 'invalid_grant', error_description: '…' }, { status: 400 });
    assert.equal((await make().fails(get())).reason, 'invalid_grant');
  });

  it('takes the trace id from the header when the body has none or is no JSON', async () => {
    net.answer = () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'x-trace-id': 'abc123' } });
    const error = await make().fails({ method: 'POST', path: '/a' });
    assert.deepEqual([error.code, error.traceId, error.reason], ['service_unavailable', 'abc123', undefined]);
  });

  it('does not pass on words of the bank that are none', async () => {
    net.answer = () => json({ code: 'no such\nthing', traceId: { a: 1 } }, { status: 404 });
    const error = await make().fails(get());
    assert.deepEqual([error.code, error.traceId, error.reason], ['not_found', undefined, undefined]);
  });
});

describe('a bad answer', () => {
  for (const body of ['', '{"a":', '<!doctype html><p>login to the hotel network</p>', '{"a":1}x']) {
    it(`becomes bad_response: ${JSON.stringify(body)}`, async () => {
      net.answer = () => new Response(body, { status: 200, headers: { 'x-trace-id': 't1' } });
      const error = await make().fails(get());
      assert.deepEqual([error.code, error.traceId], ['bad_response', 't1']);
      assert.equal(net.calls.length, 1);
    });
  }

  it('becomes network when the body breaks off', async () => {
    net.answer = () =>
      new Response(new ReadableStream({ start: (out) => out.error(new TypeError('terminated')) }), { status: 200 });
    assert.equal((await make().fails(get())).code, 'network');
  });

  it('becomes timeout when nothing comes, and the call is broken off', async () => {
    net.answer = () => new Promise(() => {});
    const error = await make().fails({ path: '/a', timeout: 3000 });
    assert.deepEqual([error.code, error.retryable], ['timeout', true]);
    assert.equal(net.calls.length, 1);
    assert.equal(net.calls[0]?.request.signal.aborted, true);
  });

  it('becomes timeout when only the head comes', async () => {
    net.answer = () => new Response(new ReadableStream({}), { status: 200 });
    assert.equal((await make().fails({ path: '/a', timeout: 3000 })).code, 'timeout');
  });

  it('leaves no timer behind', async () => {
    await make().call(get());
    assert.equal(device.pending, 0);
  });
});

describe('another try', () => {
  const failing = (times: number, answer: () => Response) => {
    let count = 0;
    net.answer = () => (count++ < times ? answer() : json({ at: count }));
  };

  it('is made twice at most for a GET', async () => {
    failing(2, () => problem(503, 'unavailable'));
    assert.deepEqual(await make().call(get()), { at: 3 });
    net.reset(() => problem(500, 'internal'));
    assert.equal((await make().fails(get())).code, 'service_unavailable');
    assert.equal(net.calls.length, 3);
  });

  it('is made when the network fails', async () => {
    failing(1, () => {
      throw new TypeError('fetch failed');
    });
    assert.deepEqual(await make().call(get()), { at: 2 });
  });

  it('is made for a POST with an idempotency key, with the same key', async () => {
    failing(1, () => problem(500, 'internal'));
    await make().call({ method: 'POST', path: '/a', idempotencyKey: 'once' });
    assert.deepEqual(
      net.calls.map((call) => call.headers.get('idempotency-key')),
      ['once', 'once'],
    );
  });

  it('is not made for another POST', async () => {
    net.answer = () => problem(500, 'internal');
    await make().fails({ method: 'POST', path: '/a' });
    assert.equal(net.calls.length, 1);
  });

  it('is not made for 404 and 403', async () => {
    for (const [status, code] of [
      [404, 'not_found'],
      [403, 'origin_refused'],
    ] as const) {
      net.reset(() => problem(status, code));
      await make().fails(get());
      assert.equal(net.calls.length, 1);
    }
  });

  it('waits for Retry-After', async () => {
    failing(1, () => problem(429, 'rate_limited', { 'retry-after': '5' }));
    const { http } = make();
    const answer = http.request(get());
    await until(() => net.calls.length === 1 && device.pending === 1, 'the pause');
    await device.advance(4990);
    assert.equal(net.calls.length, 1);
    await device.advance(3500);
    assert.deepEqual(await answer, { at: 2 });
  });

  it('leaves a long Retry-After to the caller', async () => {
    net.answer = () => problem(429, 'rate_limited', { 'retry-after': '120' });
    const error = await make().fails(get());
    assert.deepEqual([error.code, net.calls.length], ['rate_limited', 1]);
    assert.ok(error.retryAfter! >= 120 && error.retryAfter! <= 180, `${error.retryAfter}`);
  });
});

describe('an authorised call', () => {
  const pass = (refused: () => Promise<boolean>) => {
    let tries = 0;
    return { headers: async () => ({ Authorization: `DPoP t${tries++}` }), refused };
  };

  it('carries the headers of its pass, made anew for each try', async () => {
    let first = true;
    net.answer = () => (first ? ((first = false), problem(401, 'token_invalid')) : json({}));
    await make({ authorize: async () => pass(async () => true) }).call({ path: '/a', auth: true });
    assert.deepEqual(
      net.calls.map((call) => call.headers.get('authorization')),
      ['DPoP t0', 'DPoP t1'],
    );
  });

  it('ends when the pass says so', async () => {
    net.answer = () => problem(401, 'token_invalid');
    const { code } = await make({ authorize: async () => pass(async () => false) }).fails({ path: '/a', auth: true });
    assert.deepEqual([code, net.calls.length], ['token_rejected', 1]);
  });

  it('goes without when the session is anonymous', async () => {
    await make().call({ path: '/a', auth: true });
    assert.equal(net.calls[0]?.headers.get('authorization'), null);
  });

  it('fails with an InlayError when the pass breaks', async () => {
    const authorize = async () => ({ headers: () => Promise.reject(new Error('no key')), refused: async () => false });
    assert.equal((await make({ authorize }).fails({ path: '/a', auth: true })).code, 'internal');
  });
});
