import { InlayError } from '../../core/errors.ts';
import { lintPolicy } from '../../core/policy-lint.ts';
import type { Verb } from '../../core/ports.ts';
import { decide, readPolicy } from '../../core/verdict.ts';
import { type Check, Failure, type Group, succeeded, want, where } from './check.ts';
import type { Answer } from './client.ts';
import type { Kit } from './kit.ts';

const says = where.policy;
const buying: Verb[] = ['buy', 'assess', 'sign', 'pay'];

async function documentOf(kit: Kit): Promise<Answer> {
  const answer = await kit.call('/v1/channel-policy');
  succeeded(answer, 200);
  return answer;
}

/** What the SDK reads from an answer; fails with the place it does not understand. */
export function sdkReads<T>(answer: Answer, read: (json: unknown) => T): T {
  try {
    return read(answer.json);
  } catch (error) {
    throw error instanceof InlayError ? new Failure(`an answer the SDK understands: ${error.message}`, answer) : error;
  }
}

const checks: Check[] = [
  {
    id: 'policy.readable',
    says: 'The document is the asked partner’s, and the SDK understands it',
    where: says,
    async run(kit) {
      const answer = await documentOf(kit);
      sdkReads(answer, (json) => readPolicy(json, kit.options.partner));
    },
  },
  {
    id: 'policy.surface',
    says: 'A page of a partner has the surface partner, whatever it says of itself',
    where: where.callers,
    async run(kit) {
      for (const site of ['cross-site', 'same-origin']) {
        const answer = await kit.call('/v1/channel-policy', { headers: { 'sec-fetch-site': site } });
        want((answer.json as { surface?: unknown } | undefined)?.surface === 'partner', 'surface "partner"', answer);
      }
    },
  },
  {
    id: 'policy.in-force',
    says: 'A document is in force when it is given: issued before now, not yet expired',
    where: says,
    async run(kit) {
      const answer = await documentOf(kit);
      const { issuedAt, expiresAt } = answer.json as Record<string, string>;
      const now = kit.now();
      want(
        Date.parse(issuedAt ?? '') <= now && now < Date.parse(expiresAt ?? ''),
        'issuedAt ≤ now < expiresAt',
        answer,
      );
    },
  },
  {
    id: 'policy.lint',
    says: 'inlay-policy lint finds nothing wrong with the document',
    where: says,
    async run(kit) {
      const answer = await documentOf(kit);
      const [first, ...more] = lintPolicy(answer.json);
      if (!first) return;
      const { path, rule, says: fault, fix } = first;
      const rest = more.length ? ` (and ${more.length} more)` : '';
      throw new Failure(
        `nothing for the linter to find: ${path.join('.')} ${rule}: ${fault}; fix: ${fix}${rest}`,
        answer,
      );
    },
  },
  {
    id: 'policy.safest',
    says: 'What the document does not know has the safest verdict: no purchase on a partner’s page',
    where: says,
    async run(kit) {
      const answer = await documentOf(kit);
      const document = sdkReads(answer, (json) => readPolicy(json, (json as { partner: string }).partner));
      for (const verb of buying) {
        const query = { host: 'a-host-nobody-knows', productClass: 'wealth.a-part-nobody-knows', verb };
        const { verdict } = decide(document, query, kit.now());
        want(verdict === 'redirect' || verdict === 'hide', `redirect or hide for ${verb} on an unknown host`, answer);
      }
    },
  },
];

/** The channel policy document. */
export const policyGroup: Group = { name: 'policy', title: 'Channel policy', checks };
