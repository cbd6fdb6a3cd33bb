// The built package where nothing of a browser is, as in WeChat's runtime: run in a context with the language alone.
import assert from 'node:assert/strict';
import { readFileSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { newSyntax } from '../build/syntax.ts';
import { gateway, sampleBank } from './bank.ts';
import { until } from './stage.ts';
import { createWx } from './wx.ts';
import type { Inlay } from '../../src/core/inlay.ts';

const root = 'dist/miniprogram';
/** What a mini-program's files see as `undefined`, or do not see at all. */
const absent = [
  ...['window', 'document', 'fetch', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'crypto', 'navigator'],
  ...['indexedDB', 'localStorage', 'sessionStorage', 'location', 'history', 'performance', 'AbortController', 'Event'],
  ...['EventTarget', 'CustomEvent', 'BroadcastChannel', 'btoa', 'atob', 'queueMicrotask', 'structuredClone', 'process'],
];

/** Runs the package as WeChat does: each file once, in a function whose parameters hide what shall not be seen. */
function run(wx: object, touched: string[] = []) {
  const components: Record<string, unknown>[] = [];
  const context = vm.createContext({
    wx,
    console,
    setTimeout,
    clearTimeout,
    Component: (options: Record<string, unknown>) => void components.push(options),
    Behavior: (options: unknown) => options,
  });
  for (const name of absent) {
    Object.defineProperty(context, name, { get: () => void touched.push(name), configurable: true });
  }
  const modules: Record<string, { exports: Record<string, unknown> }> = {};
  const load = (path: string): Record<string, unknown> => {
    if (modules[path]) return modules[path].exports;
    const module = (modules[path] = { exports: {} as Record<string, unknown> });
    const body = `(function (require, module, exports, globalThis, self) {${readFileSync(path, 'utf8')}\n})`;
    const define = vm.runInContext(body, context, { filename: path }) as (...given: unknown[]) => void;
    define((name: string) => load(join(dirname(path), name)), module, module.exports, undefined, undefined);
    return module.exports;
  };
  return {
    ...{ load, components, loaded: () => Object.keys(modules) },
    evaluate: (text: string) => vm.runInContext(text, context) as unknown,
  };
}

test('every file of the package is plain ES2018 and asks for files of the package alone', () => {
  const files = globSync(`${root}/**/*.js`);
  assert.ok(files.length >= 6);
  for (const path of files) {
    const text = readFileSync(path, 'utf8');
    assert.deepEqual(newSyntax({ path, text }), []);
    assert.doesNotMatch(text, /\bimport\(|\bglobalThis\b(?!\.crypto)/, path);
    for (const [, name] of text.matchAll(/require\(["'](.+?)["']\)/g)) {
      assert.ok(globSync(join(dirname(path), name!)).length, `${path} requires ${name}`);
    }
  }
});

test('with a session, consent and a claim’s key nothing of a browser is even looked for', async () => {
  const double = createWx();
  const bank = sampleBank();
  double.bank = (request) =>
    request.path === '/oidc/token'
      ? {
          header: { date: new Date().toUTCString() },
          data: { access_token: 'token-1', token_type: 'DPoP', expires_in: 600, session: 'user-1' },
        }
      : bank.answer(request);
  const touched: string[] = [];
  const { load, loaded } = run(double.wx, touched);
  const { init } = load(`${root}/index.js`) as { init(config: object): Inlay };
  assert.ok(!loaded().some((path) => /curve|text-/.test(path)), 'what stands apart is not run before it is wanted');
  const inlay = init({
    partner: 'lvtu',
    gateway,
    getTicket: async () => 'ticket-1',
    consent: { service: 'granted', marketing: 'granted', experience: 'granted' },
  });
  await until(() => inlay.session.getState().level === 'partner', 'a session');
  const { key, body } = await inlay.ports.keys.hold('claim C1', 'user-1', { digest: 'd' });
  assert.match(key, /^[\w-]{22}$/);
  assert.equal(body.digest, 'd');
  inlay.ports.tracker.track('wealth_card_chart_read', { product: 'P1', placement: 'a' });
  double.hide();
  await until(() => bank.arrived.length, 'events arrived');
  inlay.update({ locale: 'en' });
  inlay.destroy();
  assert.deepEqual(touched, []);
});

test('the components register, and load nothing but the shared file', () => {
  const double = createWx();
  const touched: string[] = [];
  const { load, components, loaded } = run(double.wx, touched);
  const files = globSync(`${root}/*/index.js`);
  files.forEach(load);
  assert.equal(components.length, files.length);
  assert.deepEqual(touched, []);
  assert.equal(loaded().filter((path) => /curve|text-/.test(path)).length, 0);
});

test('init outside a mini-program says so', () => {
  const { load } = run(undefined as unknown as object);
  const { init } = load(`${root}/index.js`) as { init(config: object): Inlay };
  assert.throws(() => init({ partner: 'lvtu', gateway }), { code: 'unsupported_environment' });
});

test('the check sees a global that is looked for', () => {
  const touched: string[] = [];
  const { evaluate } = run({}, touched);
  evaluate('typeof fetch === "function"');
  assert.deepEqual(touched, ['fetch']);
});
