import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../scripts/run.ts';

/** Hash of every built file by its path. */
function hashes(root: string): Record<string, string> {
  const files = globSync('dist/**/*', { cwd: root }).filter((path) => statSync(join(root, path)).isFile());
  return Object.fromEntries(
    files.sort().map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    ]),
  );
}

test('T14 the same sources give the same bytes in another folder and another environment', async () => {
  const other = mkdtempSync(join(tmpdir(), 'inlay-build-'));
  try {
    for (const path of ['src', 'scripts', ...globSync('*.{ts,mjs,json}')])
      cpSync(path, join(other, path), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(other, 'node_modules'));
    const built = await run(process.execPath, [join(other, 'scripts/build.ts')], false, {
      TZ: 'America/Lima',
      LANG: 'C',
      NODE_ENV: '',
    });
    assert.equal(built.code, 0, built.output);
    assert.deepEqual(hashes(other), hashes('.'));
    assert.ok(Object.keys(hashes('.')).length > 12);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
