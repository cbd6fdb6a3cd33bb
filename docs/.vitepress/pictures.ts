import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { chromium, type Page } from 'playwright-core';
import { listen } from '../../demo/bank/server.ts';
import { startBank } from '../../demo/bank/start.ts';
import { startPartner } from '../../demo/partners/backend.ts';

/*
 * Takes the pictures of the documentation anew, from the real widgets on the sandbox bank: `node docs/.vitepress/pictures.ts`
 * after `npm run build`. `docs/public/pictures` is what examples show where no bank is at hand, in English below `en`;
 * `docs/inlay.webp` is the README's.
 */
process.chdir(new URL('../..', import.meta.url).pathname);

const samples: Readonly<Record<string, string>> = {
  'wealth-card': '<inlay-wealth-card product="FN30D02A" placement="docs"></inlay-wealth-card>',
  'coupon-claim': '<inlay-coupon-claim campaign="LVTU-STAY" placement="docs"></inlay-coupon-claim>',
  'coupon-list': '<inlay-coupon-list group="shanlan" placement="docs"></inlay-coupon-list>',
  'points-redeem': '<inlay-points-redeem item="LATTE-26" placement="docs"></inlay-points-redeem>',
  'app-banner': '<inlay-app-banner campaign="AUTUMN" placement="docs"></inlay-app-banner>',
};

const bank = await startBank({ port: 0, data: 'memory', sandbox: true, now: '2026-11-26T10:00:00+08:00' });
const partner = await startPartner({ id: 'lvtu', bank, port: 0, keys: 'memory' });
let page = '';
const site = await listen((req, res) => {
  if (req.url === '/bank-ticket') return void partner.ticket('lvtu-u-1001', origin).then((ticket) => res.end(ticket));
  res.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
}, 0);
const origin = `http://pictures.localhost:${site.port}`;
await partner.allow(origin);
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });

const note = `globalThis.drawn = new Set(); document.addEventListener('inlay-ready', (event) => drawn.add(event.target), true);`;
const head = (locale: string) =>
  `<!doctype html><html lang="${locale}"><meta charset="utf-8"><script type="module" crossorigin src="${bank.origin}/inlay/inlay.js"
  data-partner="lvtu" data-gateway="${bank.origin}" data-locale="${locale}" data-ticket="/bank-ticket" data-consent="none"></script>`;

/** Puts markup on a page and waits until every widget has drawn, late parts included. */
async function show(target: Page, locale: string, markup: string): Promise<void> {
  page = head(locale) + markup;
  await target.addInitScript(note);
  await target.goto(origin);
  await target.waitForFunction(() => {
    const all = [...document.querySelectorAll('*')].filter((one) => one.localName.startsWith('inlay-'));
    return all.every((one) => (globalThis as unknown as { drawn: Set<EventTarget> }).drawn.has(one));
  });
  await target.waitForLoadState('networkidle');
}

async function save(target: Page, path: string, clip: { width: number; height: number }): Promise<void> {
  const cdp = await target.context().newCDPSession(target);
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 82,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, ...clip, scale: 1 },
  });
  await writeFile(path, Buffer.from(data, 'base64'));
  console.log(path);
}

const small = await browser.newPage({ viewport: { width: 375, height: 800 }, deviceScaleFactor: 2, locale: 'zh-CN' });
for (const [locale, folder] of [
  ['zh-CN', ''],
  ['en', 'en/'],
] as const) {
  for (const [name, markup] of Object.entries(samples)) {
    await show(
      small,
      locale,
      `<style>body{margin:0;display:flow-root;background:#f4f6f5}inlay-${name}{margin:16px}</style>${markup}`,
    );
    const height = await small.evaluate(() => document.body.scrollHeight);
    await save(small, `docs/public/pictures/${folder}${name}.webp`, { width: 375, height: Math.min(height, 900) });
  }
}

const dark = (markup: string) => markup.replace('docs"', 'docs" theme="dark"');
/** Three columns: the card, a coupon, and points in the dark theme. */
const wide = await browser.newPage({
  viewport: { width: 1200, height: 980 },
  deviceScaleFactor: 1.25,
  locale: 'zh-CN',
});
await show(
  wide,
  'zh-CN',
  `<style>
    body { margin: 0; padding: 24px 32px; height: 932px; box-sizing: content-box; overflow: hidden; display: flex; gap: 24px; justify-content: center; align-items: center;
      background: linear-gradient(135deg, #dfe9e5, #f3ead4); }
    div { width: 360px; display: flex; flex-direction: column; gap: 16px; }
  </style>
  <div>${samples['wealth-card']}</div>
  <div>${samples['coupon-claim']}${samples['app-banner']}</div>
  <div>${dark(samples['points-redeem']!)}${dark(samples['app-banner']!.replace('AUTUMN', 'WINTER'))}</div>`,
);
await save(wide, 'docs/inlay.webp', { width: 1200, height: 980 });

await browser.close();
await site.stop();
await partner.stop();
await bank.stop();
