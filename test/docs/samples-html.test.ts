import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';
import { onPage, type Opening, type Problems } from '../support/browser.ts';
import { scriptTag } from '../support/pages.ts';
import { startWorld } from '../support/world.ts';
import { allBlocks, type Block, wordOf } from './blocks.ts';
import { missing, noteWidgets, real } from './shown.ts';

const blocks = allBlocks();
const samples = blocks.filter((block) => block.kind === 'html' && !wordOf(block, 'site'));
const world = await startWorld();

/** A whole page as it is; a fragment in a page that has the script. */
function pageOf(text: string): string {
  if (/^<!doctype/i.test(text)) return text;
  const script = /<script[^>]*\ssrc=/.test(text) ? '' : scriptTag({ bank: world.at, ticket: '/bank-ticket' });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Sample</title>${script}</head><body>${text}</body></html>`;
}

/** Opens a page and waits for all its widgets. */
async function shows(address: string, opening: Opening = {}): Promise<Problems> {
  return onPage({ first: noteWidgets, ...opening }, async ({ page, problems }) => {
    await page.goto(address);
    assert.deepEqual(await missing(page), []);
    assert.deepEqual([problems.uncaught, problems.strangers], [[], []]);
    return problems;
  });
}

test('there are samples, and each has a widget', () => {
  assert.ok(samples.length > 10);
  for (const { at, text } of samples) assert.match(text, /<inlay-/, `${at} shows no widget`);
});

// The same sample in both languages is one page.
const once = new Map(samples.map((block) => [block.text, block]));
for (const { at, text } of once.values()) {
  test(`${at} shows its widgets`, async () => {
    await shows(world.site.put(`/${encodeURIComponent(at)}`, pageOf(real(text, world))));
  });
}

const policies = new Map(blocks.filter(({ kind }) => kind === 'csp').map((block) => [block.text, block]));
const whole = samples.find(({ at }) => at.startsWith('docs/start/script.md:'))!;
for (const { at, text } of policies.values()) {
  test(`the page of the start works under the policy of ${at}`, async () => {
    const csp = real(text, world).replaceAll('https://cdn.bank.example', world.at).replaceAll('\n', ' ');
    // A policy that names no styles of the bank's is for a page without inlay.css.
    const own = /style-src 'self';/.test(csp)
      ? real(whole.text, world).replace(/<link rel="stylesheet"[^>]*>/, '')
      : real(whole.text, world);
    const head = { 'content-security-policy': csp };
    const path = `/policy-${encodeURIComponent(at)}`;
    const { console: said, violations } = await shows(world.site.put(path, { body: own, headers: head }));
    assert.deepEqual([said, violations], [[], []]);
  });
}

/** Samples that are one site together: a page, and the module it loads, bundled from the built package. */
const sites = new Map<string, Block[]>();
for (const block of blocks) {
  const site = wordOf(block, 'site');
  if (site) sites.set(site, [...(sites.get(site) ?? []), block]);
}
for (const [name, files] of sites) {
  test(`the npm site "${name}" shows its widgets`, async () => {
    const file = (ending: string) => files.find((block) => wordOf(block, 'file')?.endsWith(ending))!;
    const { outputFiles } = await build({
      stdin: { contents: real(file('.ts').text, world), loader: 'ts', resolveDir: process.cwd() },
      bundle: true,
      // Without our own paths the package's name leads to what is published.
      tsconfigRaw: {},
      format: 'esm',
      write: false,
    });
    world.site.put('/main.js', { body: outputFiles[0]!.text, type: 'text/javascript' });
    await shows(world.site.put(`/site-${name}`, real(file('.html').text, world)));
  });
}
