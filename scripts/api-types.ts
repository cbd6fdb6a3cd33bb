import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { buildApp, documentOf } from '../demo/bank/app.ts';
import type { Bank } from '../demo/bank/context.ts';

/*
 * Writes the gateway's OpenAPI document and the SDK's types from it; `--check` writes nothing and fails when either is
 * not what the routes say. Types only: no byte of this reaches a page.
 */
const root = new URL('..', import.meta.url);
const banner = '// Written by scripts/api-types.ts from the routes of demo/bank; do not edit.\n';

// Only the routes' descriptions are read, so no database and no server are needed.
const document = documentOf(buildApp({ sandbox: false } as Bank));
// The SDK's client is written by hand: it needs the shapes of the answers, not the list of paths.
const shapes = { ...structuredClone(document), paths: {} } as never;
const whole = astToString(await openapiTS(shapes, { rootTypes: true, rootTypesNoSchemaPrefix: true }));
const types = whole.replace(/^export type (paths|webhooks|operations|\$defs) = .*\n/gm, '');

const files = [
  { path: 'docs/openapi.json', text: await tidy('docs/openapi.json', JSON.stringify(document)) },
  { path: 'src/core/gateway.gen.ts', text: await tidy('src/core/gateway.gen.ts', banner + types) },
];

let drift = 0;
for (const { path, text } of files) {
  const url = new URL(path, root);
  if ((await readFile(url, 'utf8').catch(() => '')) === text) continue;
  drift++;
  if (process.argv.includes('--check'))
    console.error(`${path} is not what the routes say; run: node scripts/api-types.ts`);
  else await writeFile(url, text);
}
if (process.argv.includes('--check')) process.exitCode = drift ? 1 : 0;
else console.log(drift ? `Wrote ${drift} of ${files.length} files` : 'Nothing changed');

async function tidy(path: string, text: string): Promise<string> {
  const filepath = new URL(path, root).pathname;
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}
