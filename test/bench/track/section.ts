import type { Browser } from 'playwright-core';
import { ending } from '../browser.ts';
import { atMost, ms, say, type Check, type Options, type Section } from '../section.ts';
import { spread } from '../statistics.ts';
import type { Table } from '../table.ts';
import { openTrackBench, type TrackBench, type TrackerRun } from './bench.ts';
import { burstCost, durableTimes, type Cost } from './cost.ts';
import { killAfterLast, killAtRandom, type Killed } from './kill.ts';
import { faults, lossOf, type Loss } from './loss.ts';

const sizes = [20, 1000] as const;

/** Cost of `track()` and losses of every tracker. */
export async function benchTrackers(browser: Browser, options: Options): Promise<Section> {
  const bench = await openTrackBench();
  const second = await openTrackBench();
  try {
    const cost = await costs(browser, bench, options);
    const durable = await durableTimes(browser, bench.runs[0]!);
    const loss = await losses(browser, [bench, second]);
    const kill = await kills(bench, options);
    return {
      tables: [costTable(bench, cost, durable), lossTable(bench, loss), killTable(bench, kill)],
      checks: checks(cost, durable, loss, kill),
    };
  } finally {
    await Promise.all([bench.close(), second.close()]);
  }
}

async function costs(
  browser: Browser,
  bench: TrackBench,
  { rounds, slowRounds }: Options,
): Promise<Map<string, Cost[]>> {
  const all = new Map<string, Cost[]>(bench.runs.map(({ label }) => [label, []]));
  for (let round = 1; round <= rounds; round++) {
    say(`track(): round ${round} of ${rounds}`);
    for (const run of bench.runs) {
      if (run.label !== 'Inlay' && round > slowRounds) continue;
      all.get(run.label)!.push(await ending(browser, `track(), ${run.label}`, () => burstCost(browser, run)));
    }
  }
  return all;
}

/**
 * Faults one after another; in each all trackers side by side with both numbers of events, every one in a context of its own with
 * a collector of its own: what is counted here is events, not time.
 */
async function losses(browser: Browser, benches: TrackBench[]): Promise<Map<string, Map<string, Loss>>> {
  const all = new Map<string, Map<string, Loss>>(benches[0]!.runs.map(({ label }) => [label, new Map<string, Loss>()]));
  for (const fault of faults) {
    say(fault.name);
    const put = async (bench: TrackBench, run: TrackerRun, size: number) =>
      void all.get(run.label)!.set(`${fault.name} ${size}`, await lossOf(browser, bench, run, fault, size));
    const side = () =>
      Promise.all(sizes.flatMap((size, n) => benches[n]!.runs.map((run) => put(benches[n]!, run, size))));
    await ending(browser, fault.name, side, 8);
  }
  return all;
}

const killKinds = { 'SIGKILL at a random moment': killAtRandom, 'SIGKILL right after the last event': killAfterLast };

/** A B C … A B C …; return visits go on while the next tracker is killed, each kill with event ids of its own. */
async function kills(bench: TrackBench, options: Options): Promise<Map<string, Map<string, Killed[]>>> {
  const all = new Map<string, Map<string, Killed[]>>();
  const returning: Promise<void>[] = [];
  let first = 0;
  for (const [kind, kill] of Object.entries(killKinds)) {
    for (let n = 1; n <= options.kills; n++) {
      say(`${kind}: ${n} of ${options.kills}`);
      first += 100;
      for (const run of bench.runs) {
        const kinds = all.get(run.label) ?? new Map<string, Killed[]>();
        const list = kinds.get(kind) ?? [];
        all.set(run.label, kinds.set(kind, list));
        const { returned } = await kill(run, first);
        returning.push(returned.then((one) => void list.push(one)));
      }
    }
  }
  await Promise.all(returning);
  return all;
}

function costTable(bench: TrackBench, cost: Map<string, Cost[]>, durable: { p50: number; p95: number }): Table {
  const own = spread(cost.get('Inlay')!.map(({ all }) => all)).median;
  return {
    title: 'Cost of one track()',
    note:
      'Microseconds of the main thread per event in a burst of 1,000 at 4× CPU throttle: the call itself by the page’s clock, and CPU time all told until the page is ' +
      'quiet again (storing and sending included), median (p25–p75). Durable: from the call to the commit in IndexedDB, one event every ' +
      '50 ms; the others write localStorage, which the browser saves some seconds later.',
    head: ['', 'the call', 'all told', 'against Inlay', 'durable p50', 'durable p95'],
    rows: bench.runs.map(({ label }) => {
      const call = spread(cost.get(label)!.map((each) => each.call));
      const all = spread(cost.get(label)!.map((each) => each.all));
      return [
        label,
        call.median.toFixed(0),
        `${all.median.toFixed(0)} (${all.low.toFixed(0)}–${all.high.toFixed(0)})`,
        `${(all.median / own).toFixed(1)}×`,
        label === 'Inlay' ? ms(durable.p50) : '',
        label === 'Inlay' ? ms(durable.p95) : '',
      ];
    }),
  };
}

function lossTable(bench: TrackBench, loss: Map<string, Map<string, Loss>>): Table {
  return {
    title: 'Events lost',
    note:
      'Lost at once → lost for good (after one return visit in the same profile), of 20 and of 1,000 events; +n: events that arrived ' +
      'twice, which a collector takes out by their id. The same collector for all; "storage denied" leaves the page open.',
    head: ['', ...bench.runs.map(({ label }) => label)],
    rows: faults.flatMap(({ name }) =>
      sizes.map((size) => [
        `${name}, ${size.toLocaleString('en')}`,
        ...bench.runs.map(({ label }) => {
          const { atOnce, forGood, duplicates } = loss.get(label)!.get(`${name} ${size}`)!;
          return `${atOnce} → ${forGood}${duplicates ? ` (+${duplicates})` : ''}`;
        }),
      ]),
    ),
  };
}

function killTable(bench: TrackBench, kill: Map<string, Map<string, Killed[]>>): Table {
  const sum = (all: Killed[], read: (one: Killed) => number) => all.reduce((total, one) => total + read(one), 0);
  return {
    title: 'Events lost when the browser is killed',
    note:
      'SIGKILL to a whole Chromium with its own profile, then one return visit on that profile: lost at once → lost for good, of all ' +
      'events of all kills; the age at the kill of the oldest that was lost for good. One event every 50 ms; “right after”: as soon as the tenth `track()` has returned.',
    head: ['', ...bench.runs.map(({ label }) => label)],
    rows: Object.keys(killKinds).map((kind) => [
      kind,
      ...bench.runs.map(({ label }) => {
        const all = kill.get(label)!.get(kind)!;
        const oldest = Math.max(...all.map((one) => one.oldest));
        const lost = `${sum(all, (one) => one.atOnce)} → ${sum(all, (one) => one.forGood)} of ${sum(all, (one) => one.events)}`;
        return oldest > 0 ? `${lost}, ${ms(oldest)}` : lost;
      }),
    ]),
  };
}

function checks(
  cost: Map<string, Cost[]>,
  durable: { p50: number; p95: number },
  loss: Map<string, Map<string, Loss>>,
  kill: Map<string, Map<string, Killed[]>>,
): Check[] {
  const own = loss.get('Inlay')!;
  // The earliest moment is in the table alone: the tracker comes after the first paint (decision 19).
  const sum = (size: number, read: (one: Loss) => number) =>
    faults.filter((fault) => !fault.early).reduce((total, { name }) => total + read(own.get(`${name} ${size}`)!), 0);
  const zero = (what: string, count: number): Check => atMost(what, count, 0, String);
  const random = kill.get('Inlay')!.get('SIGKILL at a random moment')!;
  const last = kill.get('Inlay')!.get('SIGKILL right after the last event')!;
  const notLast = last.reduce((sum, one) => sum + one.forGood - one.last, 0);
  return [
    atMost(
      'track(), main thread per event, all told',
      spread(cost.get('Inlay')!.map(({ all }) => all)).median / 1000,
      0.5,
      (value) => `${value.toFixed(3)} ms`,
    ),
    atMost('durable, p95', durable.p95, 150, ms),
    zero(
      'events of 20 lost at once, all faults',
      sum(20, ({ atOnce }) => atOnce),
    ),
    zero(
      'events of 1,000 lost for good, all faults',
      sum(1000, ({ forGood }) => forGood),
    ),
    atMost('age of the oldest event lost to a random SIGKILL', Math.max(...random.map((one) => one.oldest)), 20, ms),
    zero('events but the very last lost to SIGKILL right after it', notLast),
  ];
}
