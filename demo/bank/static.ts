import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { App, Bank } from './context.ts';
import { Problem } from './problem.ts';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
};

/** Serves the SDK's built files under `/inlay/`, as the bank's CDN would: any origin, a year, and never a folder above. */
export function addStaticRoutes(app: App, bank: Bank): void {
  app.get('/inlay/:file{[A-Za-z0-9][A-Za-z0-9._/-]*}', async (c) => {
    const file = c.req.param('file');
    const type = types[extname(file)];
    const bytes =
      type && !file.includes('..') ? await readFile(`${bank.dist}/${file}`).catch(() => undefined) : undefined;
    if (!type || !bytes) throw new Problem('not_found', 'There is no such file');
    // The sandbox's addresses bear no version: a browser asks again there, and is answered from the entity tag.
    const cache = /-[\w-]{8,}\.\w+$/.test(file)
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=0, must-revalidate';
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': type,
      'cache-control': bank.sandbox ? cache : 'public, max-age=31536000',
      'timing-allow-origin': '*',
    });
  });
}
