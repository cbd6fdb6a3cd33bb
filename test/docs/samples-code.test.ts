import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { binOf, runBin } from '../../scripts/run.ts';
import { allBlocks } from './blocks.ts';

const folder = 'artifacts/docs-samples';
/** What a sample may take for given: the page's Inlay, and what WeChat hands its pages. */
const given = `import type { Inlay } from '@inlay/sdk';
declare global {
  // The page’s Inlay, or the list of calls that stands for it.
  const inlay: Inlay & { init?: (config: object) => void; push(...calls: unknown[]): number };
  const wx: any;
  const Page: (page: Record<string, any> & ThisType<any>) => void;
  const App: (app: Record<string, any> & ThisType<any>) => void;
  interface Window { inlay: any }
}
`;

test('TypeScript and JavaScript samples compile against the published types', async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const places = new Map<string, string>();
  const seen = new Set<string>();
  for (const { at, kind, text } of allBlocks()) {
    if (!/^(ts|tsx|js)$/.test(kind) || seen.has(text)) continue;
    seen.add(text);
    const file = `sample-${places.size}.${kind}`;
    places.set(file, at);
    // A sample is a module of its own, so that two may use one name.
    writeFileSync(`${folder}/${file}`, `${text}\nexport {};\n`);
  }
  assert.ok(places.size > 8);
  writeFileSync(`${folder}/given.d.ts`, given);
  const options = {
    extends: '../../tsconfig.json',
    compilerOptions: {
      rootDir: '.',
      allowJs: true,
      checkJs: true,
      noImplicitAny: false,
      types: ['node'],
      paths: {
        '@inlay/sdk': ['../../dist/index.d.ts'],
        '@inlay/sdk/miniprogram': ['../../dist/miniprogram/index.d.ts'],
        '@inlay/sdk/*': ['../../dist/*.d.ts'],
      },
    },
    include: ['.'],
    exclude: [],
  };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(options));
  assert.ok(binOf('typescript-7', 'tsc'));
  const { code, output } = await runBin('typescript-7', ['-p', folder], false, 'tsc');
  const named = output.replace(/sample-\d+\.\w+/g, (file) => `${places.get(file)} (${file})`);
  assert.equal(code, 0, named);
});
