import type { Browser } from 'playwright-core';
import { ending, launch, withoutJit, type Network } from '../browser.ts';
import { atMost, kB, ms, say, times, type Check, type Options, type Section } from '../section.ts';
import { ratio, spread, type Spread } from '../statistics.ts';
import type { Table } from '../table.ts';
import { coldStart, type ColdStart } from './cold-start.ts';
import { heapOfCards, type Heap } from './heap.ts';
import { manyCards, type ManyCards } from './many-cards.ts';
import { sameMarkup } from './same-markup.ts';
import { openCardBench, type CardBench, type CardPage } from './variants.ts';

/** Figures of one kind for every variant, round by round. */
type Series<T> = Map<string, T[]>;

const networks: readonly Network[] = ['none', 'slow 4G'];
const counts = [100, 1000] as const;

/** Cold start, lists and heap of every variant, in one interleaved run. */
export async function benchCards(browser: Browser, options: Options): Promise<Section> {
  const bench = await openCardBench();
  try {
    const fair = await sameMarkup(browser, bench);
    const cold = new Map<Network, Series<ColdStart>>();
    for (const network of networks) {
      const run = (page: CardPage) => coldStart(browser, page, network);
      cold.set(
        network,
        await interleaved(browser, bench, options.rounds, options.rounds, `cold start, ${network}`, run),
      );
    }
    const many = new Map<number, Series<ManyCards>>();
    for (const count of counts) {
      const run = (page: CardPage) => manyCards(browser, page, count);
      many.set(count, await interleaved(browser, bench, options.rounds, options.slowRounds, `${count} cards`, run));
    }
    const heap = await heaps(bench);
    return {
      tables: [
        ...networks.map((network) => coldTable(bench.pages, network, cold.get(network)!)),
        ...counts.map((count) => manyTable(bench.pages, count, many.get(count)!)),
        heapTable(bench.pages, heap),
      ],
      checks: [fair, ...checks(cold, many, heap)],
    };
  } finally {
    await bench.close();
  }
}

/** Heap is no matter of time: three rounds, so that what the browser keeps once by itself is not the median. */
async function heaps(bench: CardBench): Promise<Series<Heap>> {
  const browser = await launch(withoutJit);
  try {
    return await interleaved(browser, bench, 3, 3, 'heap', (page) => heapOfCards(browser, page));
  } finally {
    await browser.close();
  }
}

/** A B C … B C … A …: what the machine does to a round it does to all in it, and nobody is always first. */
async function interleaved<T>(
  browser: Browser,
  bench: CardBench,
  rounds: number,
  slowRounds: number,
  what: string,
  run: (page: CardPage) => Promise<T>,
): Promise<Series<T>> {
  const series: Series<T> = new Map(bench.pages.map(({ id }) => [id, []]));
  for (let round = 1; round <= rounds; round++) {
    say(`${what}: round ${round} of ${rounds}`);
    const from = (round - 1) % bench.pages.length;
    const order = [...bench.pages.slice(from), ...bench.pages.slice(0, from)];
    for (const page of order) {
      if (page.slow && round > slowRounds) continue;
      series.get(page.id)!.push(await ending(browser, `${what}, ${page.id}`, () => run(page)));
    }
  }
  return series;
}

const print = ({ median, low, high }: Spread) => `${median.toFixed(0)} (${low.toFixed(0)}–${high.toFixed(0)})`;
const column = <T>(series: Series<T>, id: string, read: (item: T) => number) => series.get(id)!.map(read);
const against = <T>(series: Series<T>, id: string, read: (item: T) => number) =>
  ratio(column(series, id, read), column(series, 'hand', read)).median;
const againstWithSpread = <T>(series: Series<T>, id: string, read: (item: T) => number) => {
  const { median, low, high } = ratio(column(series, id, read), column(series, 'hand', read));
  return `${times(median)} (${low.toFixed(2)}–${high.toFixed(2)})`;
};

function coldTable(pages: CardPage[], network: Network, series: Series<ColdStart>): Table {
  const cell = (id: string, read: (run: ColdStart) => number) => print(spread(column(series, id, read)));
  return {
    title: `Cold start, ${network === 'none' ? 'no network emulation' : network}`,
    note:
      'Milliseconds from navigation to the painted card at 4× CPU throttle, nothing cached; CPU time of the main thread until 500 ms ' +
      'after the paint; layout shift and requests (document not counted) of the same run. Median (p25–p75); ratios are medians of round by round.',
    head: ['', 'painted', 'against (a)', 'script', 'against (a)', 'all tasks', 'layout shift', 'requests', 'brotli'],
    rows: pages.map(({ id, label, bytes }) => [
      label,
      cell(id, (run) => run.painted),
      againstWithSpread(series, id, (run) => run.painted),
      cell(id, (run) => run.script),
      times(against(series, id, (run) => run.script)),
      cell(id, (run) => run.task),
      spread(column(series, id, (run) => run.shift)).median.toFixed(3),
      spread(column(series, id, (run) => run.requests)).median.toFixed(0),
      kB(bytes),
    ]),
  };
}

const acts = ['mount', 'update', 'remove'] as const;

function manyTable(pages: CardPage[], count: number, series: Series<ManyCards>): Table {
  return {
    title: `${count.toLocaleString('en')} cards`,
    note:
      'Milliseconds of CPU time of the main thread (script, style, layout, paint) until the page is quiet, at 4× CPU throttle; in brackets p25–p75. ' +
      '"Seen" is the time until the first card is painted anew.',
    head: ['', ...acts.flatMap((act) => [act, 'against (a)', ...(act === 'remove' ? [] : ['seen'])])],
    rows: pages.map(({ id, label }) => [
      label,
      ...acts.flatMap((act) => [
        print(spread(column(series, id, (run) => run[act].task))),
        times(against(series, id, (run) => run[act].task)),
        ...(act === 'remove' ? [] : [ms(spread(column(series, id, (run) => run[act].wall)).median)]),
      ]),
    ]),
  };
}

function heapTable(pages: CardPage[], series: Series<Heap>): Table {
  const median = (id: string, read: (run: Heap) => number) => spread(column(series, id, read)).median;
  return {
    title: 'Heap',
    note:
      'JavaScript heap after forced collections, without compiled code: per card of 100 that all show their product, per card of 1,000 as they come, ' +
      'and what is kept after 20 rounds of mounting and unmounting 100 (four times the median of what five rounds keep).',
    head: ['', 'per shown card', 'per listed card', 'kept after 20 rounds'],
    rows: pages.map(({ id, label }) => [
      label,
      kB(median(id, (run) => run.shown)),
      kB(median(id, (run) => run.listed)),
      kB(median(id, (run) => run.kept)),
    ]),
  };
}

function checks(
  cold: Map<Network, Series<ColdStart>>,
  many: Map<number, Series<ManyCards>>,
  heap: Series<Heap>,
): Check[] {
  const slow = cold.get('slow 4G')!;
  const list = many.get(1000)!;
  const worst = (read: (run: ColdStart) => number) =>
    Math.max(...[...cold.values()].flatMap((series) => column(series, 'inlay', read)));
  return [
    atMost(
      'painted card, cold, slow 4G, against (a)',
      against(slow, 'inlay', (run) => run.painted),
      1.2,
      times,
    ),
    atMost(
      'layout shift',
      worst((run) => run.shift),
      0,
      (value) => value.toFixed(3),
    ),
    ...acts.map((act) =>
      atMost(
        `1,000 cards, ${act}, against (a)`,
        against(list, 'inlay', (run) => run[act].task),
        0.5,
        times,
      ),
    ),
    atMost('heap per card of a list of 1,000', spread(column(heap, 'inlay', (run) => run.listed)).median, 6000, kB),
    atMost(
      'heap per shown card, against (b) with the same markup',
      ratio(
        column(heap, 'inlay', (run) => run.shown),
        column(heap, 'lit', (run) => run.shown),
      ).median,
      1.7,
      times,
    ),
    atMost('heap kept after 20 rounds of 100', spread(column(heap, 'inlay', (run) => run.kept)).median, 8000, kB),
  ];
}
