import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onPage, until, type Watched } from '../support/browser.ts';
import { lookAt } from '../support/look.ts';
import { messyHosts, type MessyHost } from '../support/messy-hosts.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site } = world;

/** Five events with all kinds of fields, straight into the page's tracker. */
const trackFive = `(() => {
  const { tracker } = globalThis[Symbol.for('inlay')].inlay.ports;
  const product = location.pathname.slice(1);
  tracker.track('wealth_card_chart_read', { product, placement: 'one' });
  tracker.track('wealth_card_exposed', { product, placement: 'two', ratio: 0.62 });
  tracker.track('wealth_card_failed', { product, placement: 'three', code: 'timeout' });
  tracker.track('wealth_card_empty', { product, placement: 'four', reason: 'no_product' });
  tracker.track('wealth_card_opened', { product, placement: 'five', verb: 'show', disclosure: '2026-09-01.2', dwell: 1234, ratio: 1, visible: true });
})()`;

const wanted = (product: string) => [
  ['inlay.wealth_card_chart_read.v1', { product, placement: 'one' }],
  ['inlay.wealth_card_empty.v1', { product, placement: 'four', reason: 'no_product' }],
  ['inlay.wealth_card_exposed.v1', { product, placement: 'two', ratio: 0.62 }],
  ['inlay.wealth_card_failed.v1', { product, placement: 'three', code: 'timeout' }],
  [
    'inlay.wealth_card_opened.v1',
    { product, placement: 'five', verb: 'show', disclosure: '2026-09-01.2', dwell: 1234, ratio: 1, visible: true },
  ],
];

assert.equal(messyHosts.length, 39);

for (const file of ['inlay.js', 'inlay.iife.js'] as const) {
  describe(`T2 the 39 messy hosts, ${file}`, { concurrency: 4 }, () => {
    for (const [index, host] of messyHosts.entries()) {
      test(`${index + 1}. ${host.name}`, () => visit(host, file, `M${file.length}x${index}`));
    }
  });
}

async function visit(host: MessyHost, file: 'inlay.js' | 'inlay.iife.js', id: string): Promise<void> {
  const url = site.put(`/${id}`, {
    body: partnerPage({
      ...host,
      head: host.head ?? '',
      quirks: host.frame === 'quirks',
      scripts: scriptTag({ bank: at, file, ticket: '/bank-ticket', consent: 'service marketing experience' }),
      cards: card(at, 'product="FN30D02A" placement="test" loading="eager"'),
      tail: host.later
        ? `<script>addEventListener('load', () => setTimeout(() => { ${host.later} }, 300))</script>`
        : '',
    }),
  });
  await onPage({}, async (watched) => {
    const { page, problems } = watched;
    await page.goto(url);
    const seen = await until(async () => {
      const look = await lookAt(watched);
      return host.shows === 'card' ? look.card : look.card || look.wayOut;
    }, 12);
    const look = await lookAt(watched);
    assert.ok(seen, `shows neither the card nor a way out: ${JSON.stringify(look)} ${JSON.stringify(problems)}`);
    if (look.card) assert.doesNotMatch(look.text, /EVIL|undefined|NaN|\[object|hijacked/);
    assert.deepEqual(problems.uncaught, []);
    if (!(await hasInlay(watched))) return;
    await page.evaluate(trackFive);
    await leaveUntilThere(watched, id, file);
    const events = (await world.events()).filter((event) => event.data?.['product'] === id);
    assert.deepEqual(
      events.map((event) => [event.type, event.data]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
      wanted(id),
      '5 of 5 events arrive intact',
    );
    assert.deepEqual(problems.uncaught, []);
  });
}

/** Where the SDK itself could not begin (no custom elements) there is nothing to send. */
const hasInlay = ({ page }: Watched): Promise<boolean> =>
  page.evaluate(() => !!(globalThis as unknown as Record<symbol, { inlay?: object }>)[Symbol.for('inlay')]?.inlay);

/**
 * The loader's page stays until its batch is there; the one-file build's page leaves at once, so that its events go with
 * the beacon or, where there is none, from the durable queue on the next visit.
 */
async function leaveUntilThere({ page }: Watched, id: string, file: string): Promise<void> {
  const there = async () => (await world.events()).filter((event) => event.data?.['product'] === id).length >= 5;
  if (file === 'inlay.js' && (await until(there, 6))) return;
  const url = page.url();
  await page.goto(world.other.put('/elsewhere', '<!doctype html><title>elsewhere</title>'));
  if (await until(there, 1)) return;
  await page.goto(url);
  await until(there, 6);
}
