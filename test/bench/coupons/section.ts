import type { Browser } from 'playwright-core';
import { sampleCampaign, sampleCampaigns } from '../../support/campaigns.ts';
import { closeTab, CPU_THROTTLE, ending, openTab, throttleCpu, type Tab } from '../browser.ts';
import { inlayFiles, inlayHead } from '../inlay-dist.ts';
import { atMost, ms, say, times, type Options, type Section } from '../section.ts';
import { serveGateway, servePages } from '../server.ts';
import { quantile, ratio, spread } from '../statistics.ts';

const COUNT = 1000;
/** Milliseconds and pixels per second of the scroll: some 130 coupons pass, as under a thumb in a hurry. */
const LENGTH = 10_000;
const SPEED = 5000;

/** The time between two frames of one scroll, in milliseconds. */
interface Frames {
  p50: number;
  p95: number;
  longest: number;
  /** Share of frames that came more than one beat late, 0 to 1. */
  late: number;
}

/** How steadily a list of 1,000 coupons scrolls, next to the picture of the same coupons without any script. */
export async function benchCoupons(browser: Browser, options: Options): Promise<Section> {
  const gateway = await serveGateway(() => 202, { '/v1/campaigns': JSON.stringify({ items: items() }) });
  const head = await inlayHead(gateway.origin);
  const page = (body: string) =>
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>bench</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1">${head}</head><body>${body}</body></html>`;
  const list = '<inlay-coupon-list group="bench"></inlay-coupon-list>';
  const pages = await servePages(
    new Map<string, string | Buffer>([
      ['/favicon.ico', ''],
      ['/list.html', page(list)],
      ['/picture.html', page('<main></main>')],
      ...(await inlayFiles()),
    ]),
  );
  try {
    const picture = await takePicture(browser, `${pages.origin}/list.html`);
    const series = { list: [] as Frames[], picture: [] as Frames[] };
    for (let round = 1; round <= options.rounds; round++) {
      say(`1,000 coupons: round ${round} of ${options.rounds}`);
      series.list.push(await ending(browser, 'coupons', () => scroll(browser, `${pages.origin}/list.html`)));
      series.picture.push(
        await ending(browser, 'their picture', () => scroll(browser, `${pages.origin}/picture.html`, picture)),
      );
    }
    const cell = (frames: Frames[], read: (one: Frames) => number) => spread(frames.map(read)).median;
    const row = (name: string, frames: Frames[]) => [
      name,
      ms(cell(frames, ({ p50 }) => p50)),
      ms(cell(frames, ({ p95 }) => p95)),
      ms(cell(frames, ({ longest }) => longest)),
      `${(cell(frames, ({ late }) => late) * 100).toFixed(1)} %`,
    ];
    return {
      tables: [
        {
          title: '1,000 coupons, scrolled',
          note:
            `Time between frames while the page is scrolled ${SPEED} px a second for ${LENGTH / 1000} s at ${CPU_THROTTLE}× CPU throttle; medians of the rounds. ` +
            'The picture is the same markup and style sheets, 1,000 times, without any script. Late: more than one and a half beats of 60 Hz.',
          head: ['', 'p50', 'p95', 'longest', 'late'],
          rows: [row('inlay-coupon-list', series.list), row('a picture of it', series.picture)],
        },
      ],
      checks: [
        atMost(
          '1,000 coupons scrolled, p95 between frames, against the picture',
          ratio(
            series.list.map(({ p95 }) => p95),
            series.picture.map(({ p95 }) => p95),
          ).median,
          1.5,
          times,
        ),
      ],
    };
  } finally {
    await Promise.all([gateway.close(), pages.close()]);
  }
}

function items(): unknown[] {
  const all = sampleCampaigns.map((id) => sampleCampaign(id));
  return Array.from({ length: COUNT }, (_, at) => ({ ...all[at % all.length], id: `BENCH-${at}` }));
}

async function open(browser: Browser, url: string): Promise<Tab> {
  const tab = await openTab(browser);
  await tab.page.goto(url, { waitUntil: 'load' });
  return tab;
}

const shown = (tab: Tab) =>
  tab.page.waitForFunction(() => {
    const coupons = document.querySelector('inlay-coupon-list')?.shadowRoot?.querySelectorAll('inlay-coupon-claim');
    return coupons?.length === 1000 && coupons[0]?.shadowRoot?.querySelector('.act button');
  });

/** What the first coupon drew, with its style sheets. */
async function takePicture(browser: Browser, url: string): Promise<{ markup: string; css: string[] }> {
  const tab = await open(browser, url);
  await shown(tab);
  const picture = await tab.page.evaluate(() => {
    const list = document.querySelector('inlay-coupon-list')!.shadowRoot!;
    const root = list.querySelector('inlay-coupon-claim')!.shadowRoot!;
    const css = root.adoptedStyleSheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join('\n'));
    return { markup: root.innerHTML, css };
  });
  await closeTab(tab);
  return picture;
}

async function scroll(browser: Browser, url: string, picture?: { markup: string; css: string[] }): Promise<Frames> {
  const tab = await open(browser, url);
  if (!picture) await shown(tab);
  else {
    await tab.page.evaluate(
      ([{ markup, css }, count]) => {
        const sheets = css.map((text) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          return sheet;
        });
        const template = document.createElement('template');
        template.innerHTML = markup;
        const copies = Array.from({ length: count }, () => {
          const one = document.createElement('div');
          const root = one.attachShadow({ mode: 'open' });
          root.adoptedStyleSheets = sheets;
          root.append(template.content.cloneNode(true));
          return one;
        });
        document.querySelector('main')!.append(...copies);
      },
      [picture, COUNT] as const,
    );
  }
  await throttleCpu(tab, CPU_THROTTLE);
  const gaps = await tab.page.evaluate(
    ([length, speed]) =>
      new Promise<number[]>((done) => {
        const times: number[] = [];
        const start = performance.now();
        const step = (now: number) => {
          times.push(now);
          if (now - start > length) return done(times.slice(1).map((time, at) => time - times[at]!));
          scrollTo(0, ((now - start) / 1000) * speed);
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    [LENGTH, SPEED] as const,
  );
  const reached = await tab.page.evaluate(() => scrollY);
  if (reached < (LENGTH / 1000) * SPEED * 0.9) throw new Error(`the list ended at ${reached} px: nothing was scrolled`);
  await closeTab(tab);
  return {
    p50: quantile(gaps, 0.5),
    p95: quantile(gaps, 0.95),
    longest: Math.max(...gaps),
    late: gaps.filter((gap) => gap > 25).length / gaps.length,
  };
}
