import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { launch, repeated } from './browser.ts';
import { benchBytes } from './bytes/section.ts';
import { benchCards } from './cards/section.ts';
import { benchCoupons } from './coupons/section.ts';
import { benchFrame } from './frame/section.ts';
import { benchLaunch } from './launch/section.ts';
import { describeMachine } from './machine.ts';
import { say, type Check, type Options, type Section } from './section.ts';
import { markdown, plain, type Table } from './table.ts';
import { benchTrackers } from './track/section.ts';

const usage = `npm run bench [-- bytes cards coupons track launch frame] [--rounds 7] [--quick] [--write]
  bytes, cards, coupons, track, launch, frame   only these parts; all of them by default
  --rounds N            interleaved rounds, 7 by default
  --quick               2 rounds and 2 kills: to see that it works, not to quote
  --write               puts the whole report into docs/performance.md`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    quick: { type: 'boolean' },
    write: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const known = ['bytes', 'cards', 'coupons', 'track', 'launch', 'frame'];
const wrong = positionals.find((part) => !known.includes(part));
const partial = values.write && positionals.length > 0;
if (values.help || wrong || partial) {
  if (wrong) console.log(`Unknown part "${wrong}"`);
  if (partial) console.log('--write needs the whole run: a report in parts would mix machines and days');
  console.log(usage);
  process.exit(wrong || partial ? 2 : 0);
}
const parts = positionals.length > 0 ? positionals : known;
const rounds = Number(values.rounds ?? (values.quick ? 2 : 7));
const options: Options = { rounds, slowRounds: Math.min(3, rounds), kills: values.quick ? 2 : 5 };

const machine = describeMachine();
say(machine);
const sections: Section[] = [];
if (parts.includes('bytes')) sections.push(await benchBytes());
if (parts.includes('launch')) sections.push(await benchLaunch());
for (const [part, measure] of Object.entries({
  cards: benchCards,
  coupons: benchCoupons,
  track: benchTrackers,
  frame: benchFrame,
})) {
  if (!parts.includes(part)) continue;
  // One each: what a thousand cards leave behind in a browser is none of the next part's.
  const browser = await launch();
  try {
    sections.push(await measure(browser, options));
  } finally {
    await browser.close();
  }
}

const checks = sections.flatMap((section) => section.checks);
const budgets: Table = {
  title: 'Budgets',
  note: 'The limits this project holds itself to; `npm run bench` fails when one is exceeded.',
  head: ['', 'limit', 'measured', ''],
  rows: checks.map((check: Check) => [check.what, check.limit, check.measured, check.ok ? 'ok' : 'EXCEEDED']),
};
if (repeated.length > 0) budgets.note += ` Visits that had no end and were made again: ${repeated.join(', ')}.`;
const tables = [budgets, ...sections.flatMap((section) => section.tables)];
console.log(`\n${machine}, ${options.rounds} rounds (${options.slowRounds} for slow libraries)\n`);
for (const table of tables) console.log(plain(table));

if (values.write) {
  const intro = [
    '# Performance',
    '',
    `Measured on ${machine}. ${options.rounds} interleaved rounds (${options.slowRounds} of the card lists for Shoelace and Vant and of`,
    `the bursts for Sensors and Snowplow, which take half a minute each), ${options.kills} kills of each kind.`,
    'Made by `npm run build && npm run bench -- --write` (about half an hour on a quiet machine); what is measured and how stands in `test/bench`.',
    'Absolute times are of this machine; read the ratios.',
    '',
  ];
  const file = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
  const text = [...intro, ...tables.map(markdown)].join('\n');
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
}
const exceeded = checks.filter((check) => !check.ok).length;
console.log(exceeded ? `${exceeded} of ${checks.length} budgets exceeded` : `all ${checks.length} budgets hold`);
process.exitCode = exceeded ? 1 : 0;
