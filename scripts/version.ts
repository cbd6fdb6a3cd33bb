import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, run } from './run.ts';

/** Turns the notes in `.changeset` into the next version: package file, changelog and the constant in the code. */
async function main(): Promise<void> {
  process.chdir(new URL('..', import.meta.url).pathname);
  // Changesets does not see a package at the root of an npm workspace, so it works on a copy outside, without workspaces.
  const copy = mkdtempSync(join(tmpdir(), 'inlay-version-'));
  cpSync('.changeset', `${copy}/.changeset`, { recursive: true });
  cpSync('CHANGELOG.md', `${copy}/CHANGELOG.md`);
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; workspaces?: string[] };
  const { workspaces: _, ...alone } = manifest;
  writeFileSync(`${copy}/package.json`, JSON.stringify(alone));
  edit(`${copy}/.changeset/config.json`, (text) => JSON.stringify({ ...(JSON.parse(text) as object), ignore: [] }));
  const done = await run(process.execPath, [binOf('@changesets/cli', 'changeset'), 'version'], true, {}, copy);
  if (done.code) throw new Error('changeset version failed');
  const { version } = JSON.parse(readFileSync(`${copy}/package.json`, 'utf8')) as { version: string };
  const old = manifest.version;
  cpSync(`${copy}/CHANGELOG.md`, 'CHANGELOG.md');
  edit('package.json', (text) => text.replace(`"version": "${old}"`, `"version": "${version}"`));
  edit('package-lock.json', (text) => text.replace(/("name": "@inlay\/sdk",\s+"version": ")[^"]+/g, `$1${version}`));
  edit('src/core/slot.ts', (text) => text.replace(`VERSION = '${old}'`, `VERSION = '${version}'`));
  for (const note of readdirSync('.changeset').filter((file) => file.endsWith('.md') && file !== 'README.md')) {
    rmSync(`.changeset/${note}`);
  }
  rmSync(copy, { recursive: true });
  console.log(`${old} → ${version}; look at the change, then commit it`);
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

await main();
