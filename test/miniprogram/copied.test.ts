import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { compileFunction } from 'node:vm';
import { specimens } from '../../demo/playground/gallery/states.ts';
import { copyOut } from '../../demo/playground/snippets.ts';
import { load, type Rendered, sdk } from './stage.ts';
import { createWx } from './wx.ts';

const require = createRequire(import.meta.url);
const folder = mkdtempSync(`${tmpdir()}/inlay-copied-`);
after(() => rmSync(folder, { recursive: true, force: true }));
const start = { partner: 'lvtu', gateway: 'https://open.bank.example', sdk: '', ticket: '/bank-ticket' };

for (const { name, states } of specimens) {
  const tag = { name, attributes: states[0]!.attributes, link: { href: '', words: '' } };
  const snippet = copyOut(start, tag).find(({ id }) => id === 'mini-program');
  if (!snippet) continue;
  const text = (file: string) => snippet.files.find((one) => one.file === file)!.text;

  test(`the mini-program code for ${name}, as it is copied: the app starts, the page compiles and holds the component`, () => {
    createWx();
    let app: { onLaunch(): void } | undefined;
    const run = compileFunction(text('app.js'), ['require', 'App']) as (
      load: typeof sdk,
      app: (given: { onLaunch(): void }) => void,
    ) => void;
    run(sdk, (given) => void (app = given));
    app!.onLaunch();
    const { partner, gateway } = sdk().init({ partner: 'lvtu', gateway: start.gateway });
    assert.deepEqual({ partner, gateway }, { partner: 'lvtu', gateway: start.gateway });

    const { usingComponents } = JSON.parse(text('page.json')) as { usingComponents: Record<string, string> };
    assert.deepEqual(usingComponents, { [`inlay-${name}`]: `@inlay/sdk/${name}/index` });
    const component = load(name);
    const page = `${folder}/${name}`;
    mkdirSync(page, { recursive: true });
    writeFileSync(`${page}/page.wxml`, text('page.wxml'));
    writeFileSync(`${page}/page.json`, '{ "component": true }');
    writeFileSync(`${page}/page.js`, 'Component({})');
    const simulate = require('miniprogram-simulate') as {
      load(path: string, tag: string, options: object): string;
      render(id: string): Rendered;
    };
    const usingById = { [`inlay-${name}`]: component };
    const id = simulate.load(`${page}/page`, `copied-${name}`, {
      // The compiler takes in a root once, with what is there then.
      rootPath: page,
      compiler: 'official',
      less: false,
      usingComponents: usingById,
    });
    const rendered = simulate.render(id);
    assert.match(rendered.dom.innerHTML, new RegExp(`inlay-${name}`));
    sdk().init({ partner: 'lvtu', gateway: start.gateway }).destroy();
  });
}
