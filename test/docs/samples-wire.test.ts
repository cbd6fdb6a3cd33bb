import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { onPage, until } from '../support/browser.ts';
import { startWorld } from '../support/world.ts';
import { allBlocks } from './blocks.ts';
import { missing, noteWidgets } from './shown.ts';

const world = await startWorld();
const origin = 'https://www.partner.example';
const pair = await generateKeyPair('ES256', { extractable: true });
const kid = randomUUID();
const jwk: JWK = { ...(await exportJWK(pair.privateKey)), kid };
const { d: _private, ...open } = jwk;

/** The samples' partner at the bank, with our key, for pages of these origins. */
const record = (...origins: string[]) =>
  world.bank.register({
    id: 'lvtu',
    name: { 'zh-CN': '旅途', 'zh-HK': '旅途', en: 'Lvtu' },
    origins,
    jwks: { keys: [open] },
    returnUrl: `${origins[0]}/`,
    status: 'active',
  });

const assertion = (sub: string) =>
  new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer('lvtu')
    .setSubject(sub)
    .setAudience(`${world.at}/oidc`)
    .setIssuedAt()
    .setExpirationTime('50s')
    .sign(pair.privateKey);

async function proof(): Promise<string> {
  const key = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y } = await exportJWK(key.publicKey);
  return new SignJWT({ htm: 'POST', htu: `${world.at}/oidc/token`, jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } as JWK })
    .setIssuedAt()
    .sign(key.privateKey);
}

/** Sends a sample as it stands there, with its `{words}` filled in. */
async function send(text: string, words: Record<string, () => Promise<string> | string>): Promise<Response> {
  const parts = await Promise.all(
    text.split(/(\{[^}]+\})/).map(async (part) => (part.startsWith('{') ? words[part.slice(1, -1)]!() : part)),
  );
  const [head = '', body = ''] = parts.join('').split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = Object.fromEntries(lines.map((line) => line.split(/: (.*)/).slice(0, 2)));
  return fetch(world.bank.internal + path, { method, headers, body: body.replaceAll('\n', '') });
}

/** The calls of one page in order, each with the answer that is printed after it. */
function calls(page: string) {
  const list = allBlocks().filter(
    ({ at, kind, words }) => at.startsWith(`${page}:`) && (kind === 'http' || words.includes('answer')),
  );
  return list.flatMap((block, index) => (block.kind === 'http' ? [{ ...block, answer: list[index + 1]!.text }] : []));
}

const shape = (value: object) =>
  Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      /^(urn:|N_A|DPoP|partner$)|^\d+$/.test(`${one}`) ? one : typeof one,
    ]),
  );

for (const page of ['docs/session.md', 'docs/zh/session.md']) {
  test(`the calls of ${page} are answered as it says`, async () => {
    await record(origin);
    let ticket = '';
    const words = {
      'client assertion': () => assertion('lvtu'),
      'user assertion': () => assertion('lvtu-u-1001'),
      "your page's origin": () => origin,
      proof,
      ticket: () => ticket,
    };
    const list = calls(page);
    assert.equal(list.length, 2);
    for (const { at, text, answer } of list) {
      const response = await send(text, words);
      const got = (await response.json()) as Record<string, string>;
      assert.deepEqual([response.status, shape(got)], [200, shape(JSON.parse(answer) as object)], at);
      ticket = got['access_token'] ?? '';
    }
  });
}

test('the example server signs its user in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'inlay-docs-'));
  after(() => rm(folder, { recursive: true }));
  await writeFile(`${folder}/key.jwk`, JSON.stringify(jwk));
  const env = {
    ...process.env,
    PORT: '0',
    PARTNER_KEY: `${folder}/key.jwk`,
    BANK: world.at,
    BANK_ADDRESS: world.bank.internal,
    CDN: `${world.at}/inlay`,
  };
  const server = spawn(process.execPath, ['docs/samples/partner-backend.mjs'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  after(() => server.kill());
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const address = line.toString().trim();
  await record(new URL(address).origin);

  await onPage({ first: noteWidgets }, async ({ page, problems }) => {
    await page.goto(address);
    assert.deepEqual(await missing(page), []);
    const level = () =>
      page.evaluate(() => (globalThis as unknown as { sessionOf(): { level: string } }).sessionOf().level);
    assert.ok(await until(async () => (await level()) === 'partner'), `the session is ${await level()}`);
    assert.deepEqual([problems.uncaught, problems.console], [[], []]);
  });
  const stranger = await fetch(`${address}bank-ticket`, { headers: { cookie: 'user=lvtu-u-1001' } });
  assert.equal(stranger.status, 401);
});

test('make-key.mjs makes a key whose public half is all that it prints', async () => {
  const block = allBlocks().find(({ text }) => text.includes('make-key.mjs'))!;
  const folder = await mkdtemp(join(tmpdir(), 'inlay-docs-'));
  after(() => rm(folder, { recursive: true }));
  await writeFile(`${folder}/make-key.mjs`, block.text);
  const made = spawn(process.execPath, ['make-key.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = (await once(made.stdout, 'data')) as [Buffer];
  const { keys } = JSON.parse(printed.toString()) as { keys: JWK[] };
  assert.deepEqual(Object.keys(keys[0]!).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  const secret = JSON.parse(await readFile(`${folder}/partner.private.jwk`, 'utf8')) as JWK;
  assert.ok(secret.d && (await importJWK(secret, 'ES256')));
});
