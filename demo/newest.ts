import { readdir, stat } from 'node:fs/promises';

/** What builds leave behind, which is no source. */
const made = /^(node_modules|dist|cache|\.dist|\.data)$/;

/** When the newest file below a path was written, in milliseconds; 0 when there is none. */
export async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const inside = await readdir(path, { withFileTypes: true });
  const kept = inside.filter((entry) => !made.test(entry.name));
  return Math.max(0, ...(await Promise.all(kept.map((entry) => newest(`${path}/${entry.name}`)))));
}
