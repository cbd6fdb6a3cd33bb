import { existsSync, globSync, readFileSync } from 'node:fs';
import type { Language } from '../tables.ts';
import { row, table } from './markdown.ts';
import { rules } from './rules.ts';

/** Threats of the security page are numbered T as well; the rules on tracking are proved in these files. */
const ofTracking =
  /(consent|redact|tracker[\w-]*|queue[\w-]*|core\/events|inventory|bank\/(events|channels)|e2e\/tracking|e2e\/hotel)\.test\.ts$/;

/** Names of the tests of a file. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:test|it|describe|fault)\(\s*(['"`])((?:\\.|(?!\1)[^])*?)\1/g)].map(([, , name]) => name!);

/** The tests that carry a rule's id in their name: how many in which file. */
export function provedBy(): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const file of globSync('test/**/*.test.ts').sort()) {
    for (const name of namesIn(readFileSync(file, 'utf8'))) {
      for (const [id] of name.matchAll(/\b[WCPRTSX]\d{1,2}\b/g)) {
        if (id.startsWith('T') && (!ofTracking.test(file) || /prototype/.test(name))) continue;
        const files = found.get(id) ?? new Map<string, number>();
        found.set(id, files.set(file, (files.get(file) ?? 0) + 1));
      }
    }
  }
  return found;
}

/** Rules without a test, and places that are not there: what must not be. */
export function gaps(): string[] {
  const proofs = provedBy();
  return rules
    .flatMap((group) => group.rules)
    .flatMap(({ id, where }) => [
      ...(proofs.has(id) ? [] : [`${id} has no test`]),
      ...where.filter((path) => !existsSync(path)).map((path) => `${id}: ${path} is not there`),
    ]);
}

/** Every rule with where it is enforced and the tests that prove it. */
export function complianceTable(language: Language): string {
  const missing = gaps();
  if (missing.length) throw new Error(missing.join('\n'));
  const zh = language === 'zh';
  const proofs = provedBy();
  return rules
    .map((group) => {
      const rows = group.rules.map(({ id, where, ...text }) =>
        row(
          id,
          text[language],
          where.map((path) => `\`${path}\``).join('<br>'),
          [...proofs.get(id)!]
            .map(([file, count]) => `\`${file.slice('test/'.length, -'.test.ts'.length)}\` ${count}`)
            .join('<br>'),
        ),
      );
      const head = zh
        ? ['规则', '内容', '由何处保证', '测试（个数）']
        : ['rule', 'what it asks', 'enforced in', 'tests'];
      return `## ${group[language]}\n\n${table(head, rows)}`;
    })
    .join('\n\n');
}
