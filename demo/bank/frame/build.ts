import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let made: Promise<string> | undefined;

/** The frame's script, bundled and minified once per process; it stands inside the document, under the document's nonce. */
export function frameScript(): Promise<string> {
  return (made ??= bundle());
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('script/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2019',
    minify: true,
    charset: 'utf8',
  });
  // Nothing in it may end the element it stands in.
  return outputFiles[0]!.text.replaceAll('</', '<\\/').trim();
}
