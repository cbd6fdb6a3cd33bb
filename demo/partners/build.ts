import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Folder the partners' bundles are written to; git-ignored. */
export const partnerBundles = here('../.dist/lvtu');

/** Bundles the framework pages of the travel partner on the built npm package, as the partner's own build would. */
export async function buildPartners(): Promise<void> {
  await build({
    entryPoints: ['plain.ts', 'react.tsx', 'vue.ts'].map((name) => here(`lvtu/${name}`)),
    outdir: partnerBundles,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    logLevel: 'warning',
    // What npm would resolve for a partner; the package cannot find itself from inside its own workspace.
    alias: { '@inlay/sdk': here('../../dist/index.js'), '@inlay/sdk/define': here('../../dist/define.js') },
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  });
}

if (import.meta.main) await buildPartners();
