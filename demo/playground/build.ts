import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildTwin } from '../twin/build.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Folder the playground's bundles are written to; git-ignored. */
export const playgroundBundles = here('../.dist/playground/app');

/**
 * Bundles the playground: its frame with a chunk for each section and panel, the ear that runs in a stage's page, and the
 * mini-program that is drawn beside the scenes.
 */
export async function buildPlayground(): Promise<void> {
  const common = {
    outdir: playgroundBundles,
    bundle: true,
    minify: true,
    logLevel: 'warning',
    target: 'es2022',
  } as const;
  const npm = { '@inlay/sdk': here('../../dist/index.js'), '@inlay/sdk/define': here('../../dist/define.js') };
  await Promise.all([
    build({
      ...common,
      entryPoints: [here('app.ts')],
      format: 'esm',
      splitting: true,
      chunkNames: '[name]-[hash]',
      alias: npm,
    }),
    build({ ...common, entryPoints: [here('stage/probe.ts')], format: 'iife' }),
    buildTwin(),
  ]);
}

if (import.meta.main) await buildPlayground();
