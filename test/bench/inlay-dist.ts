import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { budgets } from '../../scripts/size.ts';

const dist = new URL('../../dist/', import.meta.url);

/** Inlay's built files as its CDN serves them, by path. */
export async function inlayFiles(): Promise<Map<string, Buffer>> {
  if (!existsSync(new URL('inlay.js', dist))) throw new Error('dist/inlay.js is missing: run `npm run build` first');
  const names = await readdir(dist, { recursive: true });
  const shipped = names.filter((name) => /\.(js|css)$/.test(name));
  return new Map(
    await Promise.all(shipped.map(async (name) => [`/inlay/${name}`, await readFile(new URL(name, dist))] as const)),
  );
}

const beforePaint = budgets.find(({ files }) => files.includes('chunks/wealth-card.js') && files.includes('inlay.js'));
/** Files that a page with one wealth card needs before the card is painted, below `dist`: the loader, then its chunks. */
export const firstPaintFiles: readonly string[] = beforePaint?.files ?? [];

interface Integrity {
  file: string;
  sha384: string;
}

/** The tags a partner copies into the head of a page: the loader, and its chunks so that all travel at once. */
export async function inlayHead(gateway: string): Promise<string> {
  const listed = JSON.parse(await readFile(new URL('integrity.json', dist), 'utf8')) as Integrity[];
  const integrity = (name: string) => {
    const sha384 = listed.find(({ file }) => file === name)?.sha384;
    if (!sha384) throw new Error(`dist/integrity.json does not list ${name}`);
    return `integrity="${sha384}" crossorigin`;
  };
  const [loader = '', ...chunks] = firstPaintFiles;
  return [
    '<link rel="stylesheet" href="/inlay/inlay.css">',
    ...chunks.map((name) => `<link rel="modulepreload" href="/inlay/${name}" ${integrity(name)}>`),
    `<script type="module" src="/inlay/${loader}" ${integrity(loader)} data-partner="lvtu" data-gateway="${gateway}"></script>`,
  ].join('\n');
}
