import { existsSync, readFileSync } from 'node:fs';
import type { Language } from '../tables.ts';
import { namesIn } from './compliance.ts';
import { row, table } from './markdown.ts';
import list from './threats.json' with { type: 'json' };

/** A threat: what is tried, what comes of it, and the test files that prove it. */
export interface Threat {
  id: string;
  en: { threat: string; answer: string };
  zh: { threat: string; answer: string };
  tests: string[];
}

/** What a hostile or broken page, network or device may do to this product. */
export const threats: readonly Threat[] = list;

/** The tests of a file that carry a threat's id in their name. */
function provedIn(file: string, id: string): number {
  const path = `test/${file}.test.ts`;
  const names = existsSync(path) ? namesIn(readFileSync(path, 'utf8')) : [];
  return names.filter((name) => new RegExp(`\\b${id}\\b`).test(name)).length;
}

/** Files that a row names and that have no test for it: what must not be. */
export const unproved = (): string[] =>
  threats.flatMap(({ id, tests }) =>
    tests.filter((file) => !provedIn(file, id)).map((file) => `${id} has no test in test/${file}.test.ts`),
  );

/** Every threat with what comes of it and the tests that prove it. */
export function threatTable(language: Language): string {
  const missing = unproved();
  if (missing.length) throw new Error(missing.join('\n'));
  const head = language === 'zh' ? ['编号', '威胁', '结果', '测试（个数）'] : ['id', 'threat', 'what happens', 'tests'];
  const rows = threats.map(({ id, tests, ...text }) =>
    row(
      id,
      text[language].threat,
      text[language].answer,
      tests.map((file) => `\`${file}\` ${provedIn(file, id)}`).join('<br>'),
    ),
  );
  return table(head, rows);
}
