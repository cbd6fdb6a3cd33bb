import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { specimens } from '../../demo/playground/gallery/states.ts';
import { onPage, until } from '../support/browser.ts';
import { clean } from '../support/look.ts';
import { startSite } from '../support/pages.ts';
import { startWalk } from '../support/walk.ts';

const demo = await startWalk();
const { lvtu } = demo.partners;
const site = await startSite('shop');
after(() => site.close());
await lvtu.allow(site.origin);
site.on('/bank-ticket', async () => ({ body: await lvtu.ticket('shop-1', site.origin), type: 'text/plain' }));

const dist = new URL('../../dist/', import.meta.url).pathname;
const folder = new URL('../../artifacts/copy-out/', import.meta.url).pathname;
const listen = `globalThis.heard = []; for (const name of ['ready', 'error', 'empty'])
  document.addEventListener('inlay-' + name, ({ target }) => heard.push(target.localName + ' ' + name), true);`;
declare const heard: string[];

/** The files that the code panel offers beside a widget, by snippet and name. */
async function offered(page: Page, widget: string): Promise<Record<string, Record<string, string>>> {
  await page.goto(`${demo.playground.origin}/gallery/${widget}?panel=code&lang=en`);
  await page.locator('.snippet').first().waitFor();
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.snippet')].map((snippet) => [
        snippet.querySelector('h2')!.textContent.trim(),
        Object.fromEntries(
          [...snippet.querySelectorAll('.code')].map((file) => [
            file.querySelector('figcaption span')!.textContent.trim(),
            file.querySelector('pre')!.textContent,
          ]),
        ),
      ]),
    ),
  );
}

const around = (head: string, body: string) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>页面</title>${head}</head><body><main>${body}</main></body></html>`;

/** The widget comes up, and somebody is signed in. */
async function worksAt(url: string, tag: string): Promise<void> {
  await onPage({ first: listen }, async (watched) => {
    const { page } = watched;
    await page.goto(url);
    assert.ok(await until(() => page.evaluate((tag) => heard.includes(`${tag} ready`), tag), 30), await page.content());
    assert.ok(await until(() => page.evaluate(() => sessionOf().level === 'partner'), 30), 'signed in by ticket');
    clean(watched);
  });
}

describe('the code that the gallery offers for copying runs', () => {
  for (const { name } of specimens) {
    test(`${name} by script tag, under a strict policy, and by npm in a bundler`, async () => {
      let files: Awaited<ReturnType<typeof offered>> = {};
      await onPage({}, async ({ page }) => void (files = await offered(page, name)));

      lvtu.page(`/copied-${name}.html`, around('', files['Script tag']!['index.html']!));
      await worksAt(`${lvtu.origin}/copied-${name}.html`, `inlay-${name}`);

      const at = `${folder}${name}/`;
      mkdirSync(at, { recursive: true });
      writeFileSync(`${at}main.js`, files.npm!['main.js']!);
      const alias = Object.fromEntries(
        [
          ['@inlay/sdk', 'index.js'],
          ['@inlay/sdk/define', 'define.js'],
          ['@inlay/sdk/inlay.css', 'inlay.css'],
        ].map(([from, to]) => [from, dist + to]),
      );
      const built = await build({
        entryPoints: [`${at}main.js`],
        outdir: at,
        bundle: true,
        write: false,
        format: 'esm',
        alias,
      });
      for (const { path, text } of built.outputFiles) {
        const file = path.slice(path.lastIndexOf('/'));
        site.put(`/${name}${file}`, { body: text, type: file.endsWith('.css') ? 'text/css' : 'text/javascript' });
      }
      const head = `<link rel="stylesheet" href="/${name}/main.css"><script type="module" src="/${name}/main.js"></script>`;
      await worksAt(site.put(`/${name}.html`, around(head, files.npm!['index.html']!)), `inlay-${name}`);
    });
  }
});
