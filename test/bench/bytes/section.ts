import { budgets, weighAll } from '../../../scripts/size.ts';
import { bundle } from '../bundle.ts';
import { firstPaintFiles, inlayFiles } from '../inlay-dist.ts';
import { atMost, kB, times, type Section } from '../section.ts';
import { brotli } from '../server.ts';

const stacks = [
  ['Lit + oauth4webapi + Snowplow + callapp-lib', 'lean'],
  ['Shoelace + oidc-client-ts + Snowplow + callapp-lib', 'shoelace'],
  ['Web Awesome + oidc-client-ts + Snowplow + callapp-lib', 'web-awesome'],
  ['antd-mobile (React) + oidc-client-ts + Snowplow + callapp-lib', 'antd-mobile'],
  ['Vant (Vue) + oidc-client-ts + Sensors + callapp-lib', 'vant'],
] as const;

/** Brotli bytes of Inlay's builds and of what a partner would put together instead. */
export async function benchBytes(): Promise<Section> {
  const files = await inlayFiles();
  const size = (path: string) => brotli(files.get(`/inlay/${path}`) ?? '').length;
  const first = firstPaintFiles.reduce((sum, name) => sum + size(name), 0);
  const late = size('chunks/after-paint.js');
  const whole = size('inlay.iife.js');
  const css = size('inlay.css');
  const rows = [
    ['Inlay, loader', kB(size('inlay.js')), '', kB(size('inlay.js')), times(size('inlay.js') / first)],
    [
      `Inlay, until the first wealth card is painted (${firstPaintFiles.length} files)`,
      kB(first),
      kB(css),
      kB(first + css),
      '1.00×',
    ],
    [
      'Inlay, and what comes after the paint (session, tracker, checks)',
      kB(first + late),
      kB(css),
      kB(first + late + css),
      times((first + late + css) / (first + css)),
    ],
    ['Inlay, whole SDK in one file', kB(whole), kB(css), kB(whole + css), times((whole + css) / (first + css))],
  ];
  for (const [label, entry] of stacks) {
    const built = await bundle(`bytes/stacks/${entry}.ts`);
    const js = brotli(built.js).length;
    const style = built.css ? brotli(built.css).length : 0;
    rows.push([label, kB(js), kB(style), kB(js + style), times((js + style) / (first + css))]);
  }
  return {
    tables: [
      {
        title: 'Bytes',
        note:
          'Brotli (quality 11). The stacks are bundled from npm by esbuild, minified, ES2019, with the components one card needs (card, ' +
          'button, tag) imported as their guides say, and without any code of a widget; sources in test/bench/bytes/stacks.',
        head: ['', 'script', 'style', 'together', 'against Inlay'],
        rows,
      },
    ],
    checks: budgets.map((budget) => atMost(budget.what, weighAll(budget), budget.limit, kB)),
  };
}
