import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { App } from '../context.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Serves a page's script as the bank's own build would make it, `name` of `/h5`; a classic one runs where it stands. */
export function addScript(app: App, name: string, entry: string, format: 'esm' | 'iife'): void {
  let script: Promise<string> | undefined;
  const bundle = async () => {
    const { outputFiles } = await build({
      entryPoints: [here(entry)],
      bundle: true,
      format,
      target: 'es2019',
      minify: true,
      write: false,
      define: { 'process.env.NODE_ENV': '"production"' },
      tsconfig: here('../../../tsconfig.json'),
      logLevel: 'silent',
    });
    return outputFiles[0]!.text;
  };
  app.get(`/h5/${name}`, async (c) => {
    script ??= bundle();
    return c.body(await script, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' });
  });
}
