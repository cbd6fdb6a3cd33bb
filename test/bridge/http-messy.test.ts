import { json, net } from './net.ts';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { writeJson } from '../../src/bridge/http.ts';
import { createDevice, type FakeDevice } from './device.ts';
import { createHttpRig, get } from './http-rig.ts';

let device: FakeDevice;
const make = (parts: Parameters<typeof createHttpRig>[1] = {}) => createHttpRig(device, parts);

beforeEach(() => {
  device = createDevice();
  net.reset(() => json({ ok: true }));
});

describe('what an answer teaches', () => {
  const dated = (headers: Record<string, string>) => () =>
    json({}, { headers: { date: new Date(device.truth() + 600_000).toUTCString(), ...headers } });

  it('is the bank’s time', async () => {
    net.answer = dated({ 'cache-control': 'no-store' });
    const { call, clock } = make();
    await call(get());
    assert.ok(Math.abs(clock.now() - device.truth() - 600_000) < 1000);
  });

  it('is a lower bound only when a cache may have answered', async () => {
    net.answer = () => json({}, { headers: { date: new Date(device.truth() - 60_000).toUTCString() } });
    const { call, clock } = make();
    await call(get());
    assert.equal(clock.now(), device.truth());
    await call({ method: 'POST', path: '/a' });
    assert.ok(Math.abs(clock.now() - device.truth() + 60_000) < 1000);
  });

  it('is the nonce, when the bank wants one', async () => {
    net.answer = () => json({}, { headers: { 'dpop-nonce': 'n-1' } });
    const nonces: string[] = [];
    await make({ onNonce: (nonce) => nonces.push(nonce) }).call(get());
    assert.deepEqual(nonces, ['n-1']);
  });
});

describe('a messy page', () => {
  const globals = Object.prototype as Record<string, unknown>;

  /** As much of a Response as the bridge reads, from nothing that a page may have broken. */
  const bare = { ok: true, status: 200, headers: { get: () => null }, json: async () => ({ ok: true }) };

  it('T2 cannot add options to a call through Object.prototype', async () => {
    const junk = {
      method: 'DELETE',
      body: 'x',
      headers: { 'x-evil': '1' },
      mode: 'no-cors',
      signal: 5,
      timeout: 0,
      auth: true,
      form: {},
      pass: 5,
    };
    const seen: unknown[] = [];
    net.raw = async (_, init) => {
      seen.push(
        init?.method,
        init?.body,
        init?.mode,
        Object.keys(init?.headers ?? {}),
        init?.signal instanceof AbortSignal,
      );
      return bare as unknown as Response;
    };
    Object.assign(globals, junk);
    try {
      await make().http.request(get());
    } finally {
      for (const key of Object.keys(junk)) delete globals[key];
    }
    assert.deepEqual(seen, ['GET', undefined, undefined, [], true]);
  });

  it('T2 does not change what is written by a toJSON', () => {
    const prototypes = [Object.prototype, Array.prototype, String.prototype, Number.prototype] as {
      toJSON?: unknown;
    }[];
    for (const prototype of prototypes) prototype.toJSON = () => 'hijacked';
    let written: string;
    try {
      written = writeJson({ a: [1, 'ä"\n', null, true, { b: undefined, c: [] }], d: {} });
    } finally {
      for (const prototype of prototypes) delete prototype.toJSON;
    }
    assert.equal(written, '{"a":[1,"ä\\"\\n",null,true,{"c":[]}],"d":{}}');
  });

  it('T2 does not change what is read by another JSON.parse', async () => {
    const { parse } = JSON;
    net.raw = async () => bare as unknown as Response;
    JSON.parse = () => ({ evil: true });
    try {
      assert.deepEqual(await make().http.request(get()), { ok: true });
    } finally {
      JSON.parse = parse;
    }
  });

  it('T2 gets an InlayError, not a throw, when its fetch throws at once', async () => {
    net.answer = () => {
      throw new Error('no fetch here');
    };
    assert.equal((await make().fails(get())).code, 'network');
  });
});
