import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { type RunningDemo, startDemo } from '../../demo/start.ts';
import { createBrowser } from './rig.ts';

const bankPaths = [
  '/healthz',
  '/readyz',
  '/openapi.json',
  '/v1/products?partner=lvtu',
  '/v1/products/FN30D02A?partner=lvtu',
  '/v1/products/FN30D02A/nav?partner=lvtu',
  '/v1/channel-policy?partner=lvtu',
  '/v1/session?partner=lvtu',
  '/v1/session/logout?partner=lvtu',
  '/v1/events?k=lvtu',
  '/v1/reward-items/LATTE-26?partner=lvtu',
  '/v1/points/quotes?partner=lvtu',
  '/v1/points/redemptions?partner=lvtu',
  '/v1/points/balance',
  '/oidc/jwks',
  '/oidc/.well-known/openid-configuration',
  '/oidc/token',
  '/oidc/auth',
  '/oidc/me',
  '/h5/products/FN30D02A',
  '/h5/buy/FN30D02A',
  '/h5/sign-in?partner=lvtu&state=a',
  '/h5/login/unknown',
  '/h5/callback?code=a&state=b',
  '/h5/sign-out',
  '/inlay/inlay.js',
  '/inlay/..%2f..%2fdemo%2f.data%2fpartners%2flvtu.private.jwk',
  '/sandbox/clock',
  '/sandbox/faults',
  '/sandbox/events',
  '/sandbox/receipts',
  '/sandbox/codes',
  '/sandbox/targets',
];
const partnerPaths = [
  '/',
  '/index.html',
  '/hotel.css',
  '/csp.json',
  '/bank-ticket',
  '/start.ts',
  '/../backend.ts',
  '/lvtu.private.jwk',
  '/..%2f.data%2fpartners%2flvtu.private.jwk',
  '/../../.data/partners/lvtu.private.jwk',
];

describe('Keys and secrets', () => {
  const keys = mkdtempSync(`${tmpdir()}/inlay-keys-`);
  let demo: RunningDemo;
  const secrets = new Map<string, string>();

  before(async () => {
    demo = await startDemo({ data: 'memory', keys, anyPorts: true });
    for (const id of ['lvtu', 'weishi']) {
      secrets.set(
        `${id}’s private key`,
        (JSON.parse(readFileSync(`${keys}/${id}.private.jwk`, 'utf8')) as { d: string }).d,
      );
    }
    const { db } = demo.bank.bank;
    const row = await db
      .selectFrom('bank_setting')
      .select('value')
      .where('key', '=', 'secrets')
      .executeTakeFirstOrThrow();
    const kept = row.value as { jwks: { keys: { d: string }[] }; cookieKeys: string[]; pairwise: string };
    secrets.set('the bank’s signing key', kept.jwks.keys[0]?.d ?? '');
    secrets.set('the cookie key', kept.cookieKeys[0] ?? '');
    secrets.set('the pairwise key', kept.pairwise);
    secrets.set('the key of operations', demo.bank.bank.operationsKey);
  });
  after(async () => {
    await demo.stop();
    rmSync(keys, { recursive: true, force: true });
  });

  it('S1 stand in no answer of any route of the bank or of a partner', async () => {
    assert.ok([...secrets.values()].every((secret) => secret.length > 20));
    const { bank, partners } = demo;
    const addresses = [
      ...bankPaths.map((path) => bank.origin + path),
      ...partnerPaths.flatMap((path) => [partners.lvtu.origin + path, partners.weishi.origin + path]),
    ];
    for (const address of addresses) {
      for (const form of [undefined, { grant_type: 'client_credentials', client_id: 'lvtu' }]) {
        const browser = createBrowser();
        const { text, headers } = await browser.go(address, form ? { form } : {});
        const all = text + JSON.stringify([...headers]);
        for (const [name, secret] of secrets) assert.ok(!all.includes(secret), `${name} in ${address}`);
        assert.ok(!/"d":|PRIVATE KEY|client_secret"/.test(all), address);
      }
    }
  });

  it('S1 are readable for their owner alone', () => {
    assert.equal(statSync(`${keys}/lvtu.private.jwk`).mode & 0o777, 0o600);
  });

  it('serves nothing from a partner’s folder but its pages, by a policy', async () => {
    const { origin } = demo.partners.lvtu;
    for (const path of ['/csp.json', '/start.ts', '/%2e%2e/backend.ts', '/backend.ts']) {
      assert.equal((await createBrowser().go(origin + path)).status, 404, path);
    }
    const page = await createBrowser().go(`${origin}/`);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.ok(policy.includes(demo.bank.origin));
    assert.doesNotMatch(policy, /unsafe|\{\{/);
    assert.doesNotMatch(page.text, /\{\{(bank|self|partner|user|consent)\}\}/);
  });

  it('gives a ticket to the partner’s signed-in user, by text, and to nobody else', async () => {
    const { origin } = demo.partners.lvtu;
    const browser = createBrowser();
    assert.equal((await browser.go(`${origin}/bank-ticket`)).status, 401);
    await browser.go(`${origin}/`);
    const answer = await browser.go(`${origin}/bank-ticket`, { headers: { 'sec-fetch-site': 'same-origin' } });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(answer.text, /^[\w-]{43}$/);
    const foreign = await browser.go(`${origin}/bank-ticket`, { headers: { 'sec-fetch-site': 'cross-site' } });
    assert.equal(foreign.status, 401);
    await browser.go(`${origin}/user?to=`, { form: {} });
    assert.equal((await browser.go(`${origin}/bank-ticket`)).status, 401);
    await browser.go(`${origin}/user?to=1`, { form: {} });
    assert.equal((await browser.go(`${origin}/bank-ticket`)).status, 200);
    assert.match((await browser.go(`${origin}/`)).text, /会员 1002/);
  });

  it('keeps the choice of the page’s consent form', async () => {
    const { origin } = demo.partners.lvtu;
    const browser = createBrowser();
    assert.match((await browser.go(`${origin}/`)).text, /data-consent=""/);
    const kept = await browser.go(`${origin}/consent`, { form: { consent: 'service marketing' } });
    assert.equal(kept.location, `${origin}/`);
    assert.match((await browser.go(`${origin}/`)).text, /data-consent="service marketing"/);
    assert.equal((await browser.go(`${origin}/consent`, { form: { consent: '"><script>' } })).status, 400);
  });

  it('serves a page that a test wrote, under the policy it asked for', async () => {
    const { origin, page } = demo.partners.lvtu;
    page('/mine.html', '<p>{{bank}} {{unknown}}', "default-src 'none'; connect-src {{bank}}");
    const answer = await createBrowser().go(`${origin}/mine.html`);
    assert.equal(answer.text, `<p>${demo.bank.origin} {{unknown}}`);
    assert.equal(answer.headers.get('content-security-policy'), `default-src 'none'; connect-src ${demo.bank.origin}`);
    page('/mine.html', '<p>', '');
    assert.equal((await createBrowser().go(`${origin}/mine.html`)).headers.get('content-security-policy'), null);
  });
});
