import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildDocsIfStale } from '../../demo/docs-site.ts';

const built = 'docs/.vitepress/dist';
await buildDocsIfStale();

/** Each page of the built site by its address, with the places in it. */
const pages = new Map(
  globSync(`${built}/**/*.html`).map((file) => {
    const html = readFileSync(file, 'utf8');
    const address = `/docs${file.slice(built.length, -'.html'.length)}`.replace(/\/index$/, '/');
    return [address, { html, ids: new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!)) }];
  }),
);

test('every link within the site leads to a page, and to a place that is on it', () => {
  assert.ok(pages.size > 40);
  const dead: string[] = [];
  let count = 0;
  for (const [from, { html }] of pages) {
    for (const [, href] of html.matchAll(/<a\s[^>]*href="([^"]+)"/g)) {
      if (/^[a-z]+:/.test(href!)) continue;
      count++;
      const { pathname, hash } = new URL(href!, `http://site${from}`);
      const page = pages.get(decodeURIComponent(pathname));
      if (!page || (hash && !page.ids.has(decodeURIComponent(hash.slice(1))))) dead.push(`${from} → ${href}`);
    }
  }
  assert.ok(count > 1_000, 'the links were found');
  assert.deepEqual([...new Set(dead)], []);
});

test('no page asks anybody else for anything', () => {
  for (const [address, { html }] of pages) {
    const foreign = [
      ...html.matchAll(/<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)="(?:https?:)?\/\/[^"]+"/g),
    ];
    assert.deepEqual(
      foreign.map(([tag]) => tag),
      [],
      address,
    );
  }
});
