import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { bind, pairwise } from '../../demo/bank/person.ts';
import { openPage, until, type Watched } from './browser.ts';
import { startSite, type Site } from './pages.ts';
import { startWorld, type World } from './world.ts';

/** The bank, its partner, and a page of the partner with the host's side of the frame. */
export interface FrameWorld extends World {
  /** Path of the bank's frame for the sample campaign. */
  path: string;
  /** A site that is nobody's partner. */
  evil: Site;
  /** The partner's page with an empty `#place`; `more` is markup after it. */
  html(more?: string): string;
  /** Opens that page. */
  open(more?: string, first?: string): Promise<Watched>;
  /** A ticket for the bank's frame, as the partner's backend gets it. */
  frameTicket(nonce: string, user?: string, origin?: string): Promise<string>;
  /** Records that a user of the partner is a customer of the bank. */
  bind(user: string, customer: string): Promise<void>;
}

/** Users of the partner: one is a customer of the bank, the other is not known there. */
export const boundUser = 'frame-u-1';
export const strangeUser = 'frame-u-9';
export const sampleCampaign = 'QINGHE-INSTALMENT';

async function hostScript(): Promise<string> {
  const entry = fileURLToPath(new URL('frame-host.ts', import.meta.url));
  const built = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', target: 'es2019' });
  return built.outputFiles[0]!.text;
}

/** Starts it all; it ends with the test file. */
export async function startFrameWorld(): Promise<FrameWorld> {
  const [world, evil, script] = await Promise.all([startWorld(), startSite('evil'), hostScript()]);
  after(() => evil.close());
  const { bank } = world.bank;
  world.site.put('/frame-host.js', { body: script, type: 'text/javascript' });
  const link = (user: string, customer: string) =>
    bind(bank, 'lvtu', pairwise(bank.pairwiseKey, 'lvtu', user), customer);
  await link(boundUser, 'qh-c-1001');
  const html = (more = '') =>
    `<!doctype html><meta charset="utf-8"><title>伙伴页面</title><script src="${world.site.origin}/frame-host.js"></script>
    <body><div id="place"></div>${more}</body>`;
  return {
    ...world,
    evil,
    path: `/frame/claim?partner=lvtu&campaign=${sampleCampaign}`,
    bind: link,
    frameTicket: (nonce, user = boundUser, origin = world.site.origin) => world.hotel.ticket(user, origin, nonce),
    html,
    async open(more, first) {
      const watched = await openPage(first ? { first } : {});
      await watched.page.goto(world.site.put('/frame.html', html(more)));
      return watched;
    },
  };
}

/** Waits for a message of a kind from the page's newest frame. */
export async function hears(page: Page, kind: string): Promise<Record<string, unknown> | undefined> {
  const find = () => page.evaluate((kind) => window.sittings.at(-1)?.said.find((one) => one.kind === kind), kind);
  await until(async () => !!(await find()));
  return find();
}
