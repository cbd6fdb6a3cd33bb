import { globSync, readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { languages, widgets } from './widgets.ts';

/** One budget of bytes (decision 24). */
export interface Budget {
  what: string;
  /** Files below `dist`, or globs for them. */
  files: readonly string[];
  /** Weighs the files as they are: a mini-program's package is counted so. */
  raw?: boolean;
  /** Bytes after brotli; 1 kB is 1,000. More fails the test. */
  limit: number;
}

const chunk = (name: string): string => `chunks/${name}.js`;

/** What a further widget may weigh on top of the base, where it is not 3,500: its rules count as its own. */
const further: Readonly<Record<string, number>> = { 'coupon-claim': 5_500, 'points-redeem': 5_000 };

/** Every budget that can be weighed in `dist`. */
export const budgets: readonly Budget[] = [
  { what: 'loader', files: ['inlay.js'], limit: 2_300 },
  {
    what: 'all that is fetched before the first card is painted',
    files: ['inlay.js', chunk('base'), chunk('wealth-card')],
    limit: 27_300,
  },
  { what: 'whole SDK in one file, zh-CN', files: ['inlay.iife.js'], limit: 64_500 },
  { what: 'code for a phone, fetched by a tap on a desktop', files: [chunk('qr')], limit: 2_300 },
  { what: 'stylesheet that reserves heights', files: ['inlay.css'], limit: 1_000 },
  ...widgets
    .filter(({ name }) => name !== 'wealth-card')
    .map((widget) => ({
      what: `further widget ${widget.name}`,
      files: [chunk(widget.chunk)],
      limit: further[widget.name] ?? 3_500,
    })),
  {
    what: 'mini-program: all components with core, raw',
    files: ['miniprogram/index.js', 'miniprogram/shared.js', 'miniprogram/*/index.js'],
    raw: true,
    limit: 117_200,
  },
  { what: 'mini-program: what a session signs with, raw', files: ['miniprogram/curve.js'], raw: true, limit: 41_900 },
  ...languages.map(({ locale }) => ({
    what: `mini-program: sentences in ${locale}, raw`,
    files: [`miniprogram/text-${locale.toLowerCase()}.js`],
    ...{ raw: true, limit: 10_400 },
  })),
];

/** The frame's scripts, weighed from their sources in gzip: issue 3 asks it of both sides of the channel. */
const frameSides = [
  { what: 'frame, the page’s side of the channel', entry: 'src/bridge/frame.ts', limit: 1_500 },
  { what: 'frame, the bank’s side of the channel', entry: 'demo/bank/frame/script/channel.ts', limit: 1_500 },
  {
    what: 'frame, all of the bank’s script (channel, guard, claim)',
    entry: 'demo/bank/frame/script/main.ts',
    limit: 1_800,
  },
] as const;

function weighSource(entry: string): number {
  const made = buildSync({
    ...{ entryPoints: [entry], bundle: true, write: false, minify: true },
    ...{ format: 'esm', target: 'es2019', logLevel: 'warning' },
  });
  return gzipSync(made.outputFiles[0]!.contents, { level: 9 }).length;
}

/** What a file weighs on its way, at the quality a CDN uses for files it compresses once; or as it is. */
export function weigh(file: string, raw = false): number {
  const content = readFileSync(`dist/${file}`);
  if (raw) return content.length;
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** The files of a glob; a name without one stands for itself, there or not. */
function expand(file: string): string[] {
  return file.includes('*') ? globSync(file, { cwd: 'dist' }) : [file];
}

/** Bytes of all that a budget weighs, in `dist` of the working directory. */
export const weighAll = ({ files, raw }: Pick<Budget, 'files' | 'raw'>): number =>
  files.flatMap(expand).reduce((sum, file) => sum + weigh(file, raw), 0);

function main(): void {
  process.chdir(new URL('..', import.meta.url).pathname);
  let over = 0;
  const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`.padStart(9);
  for (const budget of budgets) {
    const { what, files, limit } = budget;
    const bytes = weighAll(budget);
    if (bytes > limit) over++;
    console.log(`${bytes > limit ? 'OVER' : 'ok  '} ${kilo(bytes)} of ${kilo(limit)}  ${what} (${files.join(' + ')})`);
  }
  for (const { what, entry, limit } of frameSides) {
    const bytes = weighSource(entry);
    if (bytes > limit) over++;
    console.log(`${bytes > limit ? 'OVER' : 'ok  '} ${kilo(bytes)} of ${kilo(limit)}  ${what} (${entry}, gzip)`);
  }
  for (const file of readdirSync('dist/chunks').sort())
    console.log(`     ${kilo(weigh(`chunks/${file}`))}  chunks/${file}`);
  process.exitCode = over ? 1 : 0;
}

if (import.meta.main) main();
