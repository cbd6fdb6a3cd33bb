import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** What a bundle came to. */
export interface Bundle {
  js: string;
  /** Empty when the entry imports no style sheet. */
  css: string;
}

/**
 * Bundles an entry below `test/bench` as a careful user would ship it: esbuild, minified, ES2019, production mode.
 * `define` puts constants such as the gateway's address in.
 */
export async function bundle(entry: string, define: Record<string, unknown> = {}): Promise<Bundle> {
  const constants = Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)]);
  const result = await build({
    entryPoints: [here + entry],
    outdir: here,
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2019',
    legalComments: 'none',
    logLevel: 'error',
    // Web Awesome loads its icon library when an icon asks for it; the stacks use no icon.
    loader: { '.css': 'css' },
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      ...Object.fromEntries(constants),
    },
  });
  const text = (ending: string) =>
    result.outputFiles.filter((file) => file.path.endsWith(ending)).map((file) => file.text);
  return { js: text('.js').join('\n'), css: text('.css').join('\n') };
}
