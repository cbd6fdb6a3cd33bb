import { randomUUID } from 'node:crypto';
import {
  type Answered,
  type Asked,
  type BankFault,
  change,
  changing,
  codeOf,
  forgiving,
  membersOf,
  refuse,
  say,
  type Surroundings,
} from './fault.ts';

const route = /^POST \/v1\/campaigns\/[\w-]+\/claims$/;
const isClaim = ({ method, path }: Asked) => route.test(`${method} ${path}`);
const keyOf = ({ headers }: Asked) => headers['idempotency-key'] ?? '';
const personOf = ({ headers }: Asked) => headers['authorization'] ?? '';

/** A claim in place of a refusal. */
function grant(answer: Answered, asked: Asked): void {
  const campaign = asked.path.split('/')[3];
  const at = '2026-11-22T10:00:00+08:00';
  const coupons = [
    { id: randomUUID(), state: 'active', faceValueFen: 5000, activeFrom: at, validUntil: '2026-12-22T00:00:00+08:00' },
  ];
  say(answer, 201, {
    id: randomUUID(),
    campaign,
    key: keyOf(asked) || 'none',
    status: 'granted',
    claimedAt: at,
    coupons,
  });
}
const grants = (says: string, fits: (answer: Answered, asked: Asked) => boolean): BankFault =>
  forgiving(says, route, fits, grant);

/** Changes a claim that was granted before. */
const again = (says: string, spoil: (answer: Answered, asked: Asked, there: Surroundings) => void): BankFault => ({
  says,
  after(answer, asked, there) {
    if (isClaim(asked) && answer.status === 200) spoil(answer, asked, there);
  },
});
const isReplay = ({ headers }: Answered) => headers['idempotency-replayed'] === 'true';
const otherId = (answer: Answered) => change(answer, (json) => (json['id'] = randomUUID()));

/** Faults with claims and their keys. */
export const claimFaults = {
  key_ignored: again('The same key makes a second claim', (answer) => isReplay(answer) && otherId(answer)),
  replay_unmarked: again(
    'An answer given before is not marked',
    (answer) => delete answer.headers['idempotency-replayed'],
  ),
  already_unmarked: again('A claim made before under another key is not marked', (answer) =>
    change(answer, (json) => delete json['already']),
  ),
  second_key_grants: again('A second key makes a second claim', (answer) => {
    if (isReplay(answer)) return;
    otherId(answer);
    change(answer, (json) => delete json['already']);
    answer.status = 201;
  }),
  key_optional: grants(
    'A claim needs no key',
    (answer, asked) => codeOf(answer) === 'invalid_request' && !keyOf(asked),
  ),
  key_of_any_length: grants(
    'A key may be of any form',
    (answer, asked) => codeOf(answer) === 'invalid_request' && keyOf(asked) !== '',
  ),
  key_reuse_accepted: grants(
    'A key serves for another campaign too',
    (answer) => codeOf(answer) === 'idempotency_key_reused',
  ),
  claim_without_session: grants(
    'A claim needs no session',
    (answer, asked) => codeOf(answer) === 'token_invalid' && !personOf(asked),
  ),
  parallel_doubles: {
    says: 'A key that comes again before its first answer makes a second claim',
    before(asked, { memory }) {
      if (!isClaim(asked)) return;
      // Of two at once the second sees that the first is under way.
      asked.headers['x-second'] = memory.has(keyOf(asked)) ? 'yes' : '';
      memory.set(keyOf(asked), 'under way');
    },
    after(answer, asked, { memory }) {
      if (!isClaim(asked)) return;
      if (asked.headers['x-second'] && memory.get(keyOf(asked)) === 'under way') otherId(answer);
      if (!asked.headers['x-second']) setImmediate(() => memory.delete(keyOf(asked)));
    },
  },
  key_of_anybody: {
    says: 'Who comes with another’s key reads his claim',
    after(answer, asked, { memory }) {
      if (!isClaim(asked) || answer.status >= 300) return;
      const kept = memory.get(keyOf(asked));
      if (!kept) return void memory.set(keyOf(asked), `${personOf(asked)}\n${answer.body}`);
      const [person, body = ''] = kept.split('\n');
      if (person === personOf(asked)) return;
      say(answer, 200, membersOf(body));
      answer.headers['idempotency-replayed'] = 'true';
    },
  },
  refusal_kept: {
    says: 'A refusal is kept under its key',
    after(answer, asked, { memory }) {
      if (!isClaim(asked)) return;
      if (codeOf(answer) === 'rules_changed') memory.set(keyOf(asked), 'refused');
      else if (memory.has(keyOf(asked))) refuse(answer, 409, 'rules_changed');
    },
  },
  claim_under_another_key: {
    says: 'A claim is told under another key than its own',
    after(answer, asked) {
      if (isClaim(asked)) change(answer, (json) => (json['key'] = 'another'));
    },
  },
  standing_silent: changing(
    'What a person has of an unknown campaign is not told',
    /^GET \/v1\/entitlements$/,
    (json) => {
      json['items'] = (json['items'] as { error?: string }[]).filter(({ error }) => !error);
    },
  ),
  claim_not_found_by_key: changing('A claim is not found by its key', /^GET \/v1\/claims$/, (json, { url }) => {
    if (url.includes('key=')) json['items'] = [];
  }),
  attribution_refuses_claim: {
    says: 'A claim with a bad attribution token is refused',
    before(asked) {
      if (isClaim(asked) && membersOf(asked.body)['attribution'] !== undefined) asked.body = '{}';
    },
  },
} satisfies Record<string, BankFault>;
