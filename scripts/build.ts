import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build as esbuild, transform } from 'esbuild';
import { build } from 'vite';
import { chunkHashes, writeIntegrity } from './integrity.ts';
import { buildMiniprogram } from './miniprogram.ts';
import { runBin } from './run.ts';
import { languages } from './widgets.ts';

/** Runs one build of `vite.config.ts`. */
async function bundle(mode: string, define: Record<string, string> = {}): Promise<void> {
  await build({ mode, define, configFile: 'vite.config.ts', build: { emptyOutDir: false } });
}

/** Runs a tool of its own process; its words only matter when it fails. */
async function tool(pkg: string, args: string[], bin?: string): Promise<void> {
  const { code, output } = await runBin(pkg, args, false, bin);
  if (code) throw new Error(`${pkg} failed:\n${output}`);
}

/** Builds a command of the package into one file for Node. */
async function command(name: string, minifyWhitespace = false): Promise<void> {
  const outfile = `dist/bin/${name}.js`;
  await esbuild({
    // It remembers the folder in which it was loaded.
    absWorkingDir: process.cwd(),
    entryPoints: [`src/bin/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // What comes from a library would else be preceded by its path.
    minifyWhitespace,
    banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(outfile, 0o755);
}

process.chdir(new URL('..', import.meta.url).pathname);
const started = performance.now();
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');

const aside = Promise.all([
  tool('rollup', ['-c', 'rollup.dts.config.mjs']),
  tool('@custom-elements-manifest/analyzer', ['analyze', '--config', 'cem.config.mjs', '--quiet'], 'cem'),
]);
await bundle('npm');
await bundle('chunks');
await bundle('loader', { __INLAY_CHUNKS__: JSON.stringify(chunkHashes()) });
await bundle('classic');
for (const { locale } of languages) await bundle(`classic:${locale}`);
const css = await transform(readFileSync('src/inlay.css', 'utf8'), {
  loader: 'css',
  minify: true,
  target: ['chrome87', 'safari13', 'ios13', 'firefox78'],
});
writeFileSync('dist/inlay.css', css.code);
await command('inlay-policy');
await command('inlay-conformance', true);
await buildMiniprogram();
writeIntegrity();
await aside;
console.log(`Built dist in ${((performance.now() - started) / 1000).toFixed(1)} s`);
