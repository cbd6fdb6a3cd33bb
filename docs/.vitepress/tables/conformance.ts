import { readFileSync } from 'node:fs';
import { type OpenApi, readContract } from '../../../src/bin/conformance/contract.ts';
import { groupsOf } from '../../../src/bin/conformance/groups.ts';
import { row, table } from './markdown.ts';

/** Every check of the conformance kit by its group: its name, what it holds a bank to, and what it needs to be made. */
export function conformanceTable(): string {
  const document = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')) as OpenApi;
  return groupsOf(readContract(document))
    .map(({ name, title, checks }) => {
      const rows = checks.map(({ id, says }) => row(`\`${id}\``, says));
      return `### ${title}\n\n\`--only ${name}\`\n\n${table(['check', 'what the contract says'], rows)}`;
    })
    .join('\n\n');
}
