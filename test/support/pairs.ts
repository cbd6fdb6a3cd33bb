import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { browser } from './browser.ts';
import { bundleMini } from './drawn-mini.ts';
import type { Pair, PairPage, Twin } from './pair-page.ts';

const components: readonly Twin[] = ['wealth-card', 'coupon-claim', 'points-redeem', 'app-banner'];

declare const pairs: PairPage;
declare const mini: {
  mount(name: string, data: object, holder: Element): { release(): void };
};

/** Bundles the page on which pairs are drawn; `root` holds the native components. */
export async function pairScripts(root: string): Promise<string[]> {
  const entry = fileURLToPath(new URL('pair-page.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return [outputFiles[0]!.text, await bundleMini(root, components, false)];
}

/** Opens an empty page for one pair, `width` px for each half. */
export async function pairPage(scripts: readonly string[], width: number, dark = false): Promise<Page> {
  const context = await (
    await browser()
  ).newContext({
    viewport: { width: width * 2, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: true,
  });
  const page = await context.newPage();
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; display: flex; background: ${dark ? '#000' : '#ededed'}; font-family: 'Noto Sans CJK SC' }
    #web, #mini { box-sizing: border-box; width: ${width}px; padding: 16px }
    #web > div { width: auto !important }</style><div id="web"></div><div id="mini"></div>`);
  for (const content of scripts) await page.addScriptTag({ content });
  return page;
}

/** One letter and where it stands in its half, px. */
export interface Letter {
  letter: string;
  x: number;
  y: number;
}

/** What one half of a pair shows: every letter a customer can see, and its smallest target. */
export interface Half {
  letters: Letter[];
  /** Height of the lowest button, px. */
  target: number;
  /** How far its content sticks out sideways, px. */
  overflow: number;
}

/** Reads both halves. */
export function readPair(page: Page): Promise<{ web: Half; mini: Half }> {
  return page.evaluate(() => {
    const half = (base: Element, place: Element, targets: string): Half => {
      const { left, top } = place.getBoundingClientRect();
      const letters: Letter[] = [];
      const walk = document.createTreeWalker(base, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (node.parentElement!.closest('[class*="unseen"]')) continue;
        [...node.nodeValue!].forEach((letter, at) => {
          if (/\s/.test(letter)) return;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getBoundingClientRect();
          if (box.width) letters.push({ letter, x: box.left - left, y: box.top - top });
        });
      }
      const heights = [...base.querySelectorAll(targets)].map((target) => target.getBoundingClientRect().height);
      return { letters, target: Math.min(...heights), overflow: base.scrollWidth - base.clientWidth };
    };
    const web = document.querySelector('#web')!;
    const mini = document.querySelector('#mini')!;
    const widget = web.querySelector('[placement]')!.shadowRoot!.querySelector('.base')!;
    return {
      web: half(widget, web, 'button'),
      mini: half(mini.querySelector('[class*="--base"]')!, mini, '[aria-role="button"], button'),
    };
  });
}

/** Takes both halves away again. */
export function clearPair(page: Page): Promise<void> {
  return page.evaluate(() => document.querySelectorAll('#web, #mini').forEach((half) => half.replaceChildren()));
}

/** Draws one pair: the web widget on the left, the native component from the same state on the right. */
export async function drawPair(page: Page, pair: Pair): Promise<void> {
  await page.evaluate(async ({ widget, attributes = {}, state }) => {
    const { theme = 'light', mode = 'standard', locale: lang = 'zh-CN', layout = '' } = attributes;
    const drawn = await pairs.web({ widget, attributes, state });
    const data = { at: -1, ...drawn, look: `${mode} ${theme}`, lang, layout };
    mini.mount(widget, data, document.querySelector('#mini')!);
    await document.fonts.ready;
  }, pair);
}
