import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { browser } from '../../support/browser.ts';
import type { Answers } from '../bank-answers.ts';
import type { Scenario } from '../format.ts';
import type { Transcript } from '../transcript.ts';

/** Plays a scenario. */
export type Play = (scenario: Scenario) => Promise<Transcript>;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const dist = (file: string) => readFileSync(here(`../../../dist/${file}`), 'utf8');
/** Origins that were used. */
let number = 0;
const agent =
  'Mozilla/5.0 (Linux; Android 14; PJZ110) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 ' +
  'Mobile Safari/537.36 XWEB/1260117 MMWEBSDK/20240501 MicroMessenger/8.0.50.2701(0x28003252) WeChat/arm64';

/** Plays scenarios on the built web elements, on one page of a real browser; each on an origin of its own, so that no storage is shared. */
export async function openWeb(recorded: Answers): Promise<Play> {
  const bundled = await build({
    entryPoints: [here('page.ts')],
    ...{ bundle: true, write: false, format: 'iife', target: 'es2022', platform: 'browser' },
    // Asked for in Node alone.
    external: ['util', 'timers', 'timers/promises'],
  });
  const files: Record<string, string> = {
    '/scenario.js': bundled.outputFiles[0]!.text,
    ...Object.fromEntries(['inlay.iife.js', 'inlay.zh-HK.js', 'inlay.en.js'].map((file) => [`/${file}`, dist(file)])),
  };
  const scripts = Object.keys(files).map((path) => `<script src="${path}"></script>`);
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>伙伴页面</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><body><main></main>${scripts.join('')}</body></html>`;

  const context = await (
    await browser()
  ).newContext({
    ...{ viewport: { width: 375, height: 2400 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
    ...{ userAgent: agent, serviceWorkers: 'block' },
  });
  const page = await context.newPage();
  await page.exposeFunction('press', async (x: number, y: number, times: number) => {
    for (let n = 0; n < times; n++) await page.mouse.click(x, y);
  });
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    const script = files[pathname];
    return script
      ? route.fulfill({ body: script, contentType: 'text/javascript; charset=utf-8' })
      : route.fulfill(pathname === '/' ? { body: html, contentType: 'text/html; charset=utf-8' } : { status: 204 });
  });

  return (scenario) => playOn(page, `https://page-${++number}.lvtu.example/`, scenario, recorded);
}

/** What of the recorded answers a scenario can come to: the rest need not travel to the page. */
function within(recorded: Answers, scenario: Scenario): Answers {
  const words = JSON.stringify(scenario);
  const about = /(?:products|campaigns|entitlements|reward-items|quotes)[/ ]([A-Z\d-]+)/;
  return Object.fromEntries(
    Object.entries(recorded).filter(([name]) => {
      const [, id] = about.exec(name) ?? [];
      return !id || words.includes(id);
    }),
  );
}

async function playOn(page: Page, address: string, scenario: Scenario, recorded: Answers): Promise<Transcript> {
  const problems: string[] = [];
  const note = (error: Error) => problems.push(`${error.stack}`);
  page.on('pageerror', note);
  await page.goto(address);
  const transcript = await page.evaluate(([one, answers]) => window.scenario(one as Scenario, answers as Answers), [
    scenario,
    within(recorded, scenario),
  ] as unknown[]);
  page.off('pageerror', note);
  if (problems.length) throw new Error(problems.join('\n'));
  return transcript;
}
