import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const native = fileURLToPath(new URL('../../src/miniprogram', import.meta.url));

/**
 * The look of WeChat's components for Alipay's web-views, which go down to Chrome 69: without `max()` and `min()` a size is the
 * one we chose. The rest is the same text.
 */
export function styles(file: string): string {
  const css = readFileSync(join(native, file), 'utf8').replace(/@import '([^']+)';/g, (_, next: string) =>
    styles(posix.join(dirname(file), next)),
  );
  return css
    .replace(/max\(\d+px, min\(var\(--inlay-[\w-]+, (\d+px)\), \d+px\)\)/g, '$1')
    .replace(/m(?:ax|in)\((\d+px), (?:var\(--\w+\)|100%)\)/g, '$1');
}

/** Builds Alipay's coupon into a folder. */
export async function buildAlipay(to: string): Promise<void> {
  const name = 'coupon-claim';
  await build({
    entryPoints: [join(here, name, 'index.ts')],
    outfile: join(to, name, 'index.js'),
    bundle: true,
    format: 'cjs',
    target: 'es2018',
    charset: 'utf8',
    logLevel: 'warning',
  });
  mkdirSync(join(to, name), { recursive: true });
  for (const kind of ['axml', 'json']) cpSync(join(here, name, `index.${kind}`), join(to, name, `index.${kind}`));
  writeFileSync(join(to, name, 'index.acss'), styles(`${name}/index.wxss`));
}
