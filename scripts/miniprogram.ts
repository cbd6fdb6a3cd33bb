import { cpSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { asCommonJs } from './common-js.ts';

const from = 'src/miniprogram';
const to = 'dist/miniprogram';

/**
 * A file of the package for each module that is run apart; whatever else a file imports is bundled into it. The rest of
 * the code stands in `shared.js`, whose names the components import.
 */
const apart: Readonly<Record<string, string>> = {
  'src/miniprogram/shared.ts': 'shared',
  'src/miniprogram/curve.ts': 'curve',
  'src/core/text.en.ts': 'text-en',
  'src/core/text.zh-hk.ts': 'text-zh-hk',
};

/** Leaves the import of a module with a file of its own as a `require` of that file. */
const parts: Plugin = {
  name: 'inlay:parts',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir, importer }) => {
      if (!importer) return undefined;
      const file = apart[relative('.', join(resolveDir, path))];
      if (!file) return undefined;
      const folder = relative('.', dirname(importer));
      const up = folder.startsWith(`${from}/`) ? relative(folder, from) : '.';
      return { path: `${up}/${file}.js`, external: true };
    });
  },
};

/** Builds the package for mini-programs: plain files that WeChat's developer tool copies into `miniprogram_npm`. */
export async function buildMiniprogram(): Promise<void> {
  const entries = globSync(`${from}/*/index.ts`).concat(`${from}/index.ts`);
  const { outputFiles } = await build({
    absWorkingDir: process.cwd(),
    entryPoints: [
      ...entries.map((entry) => ({ in: entry, out: relative(from, entry).replace(/\.ts$/, '') })),
      ...Object.entries(apart).map(([source, out]) => ({ in: source, out })),
    ],
    outdir: to,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2018',
    // It becomes a `require` below.
    supported: { 'dynamic-import': true },
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'warning',
    // There is no `globalThis` to rely on.
    define: { globalThis: 'world' },
    inject: [`${from}/world.ts`],
    plugins: [parts],
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, asCommonJs(text));
  }
  for (const file of globSync(`${from}/**/*.{json,wxml,wxss}`).filter((file) => !file.endsWith('tsconfig.json'))) {
    const copy = join(to, relative(from, file));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(file, copy);
  }
  // The name by which TypeScript finds this part of the package is good in WeChat, too.
  writeFileSync(join(to, 'miniprogram.js'), "module.exports = require('./index.js');\n");
  // The package itself is one of ES modules.
  writeFileSync(join(to, 'package.json'), '{ "type": "commonjs" }\n');
}

if (import.meta.main) {
  process.chdir(new URL('..', import.meta.url).pathname);
  await buildMiniprogram();
}
