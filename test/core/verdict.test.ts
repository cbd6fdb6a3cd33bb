import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, readPolicy } from '../../src/core/verdict.ts';
import { createFakeInlay, settle } from '../support/fake-inlay.ts';
import { asVector, policyVectors } from '../support/policy-vectors.ts';

const vectors = policyVectors();

test('the vectors are there', () => {
  assert.ok(vectors.length >= 8);
  assert.ok(vectors.flatMap(({ cases }) => cases).length >= 45);
});

for (const { file, title, policy, cases } of vectors) {
  test(`${file}: ${title}`, () => {
    const document = readPolicy(policy, 'qinghe');
    for (const { at, query, is, why } of cases) {
      const said = asVector(decide(document, query, Date.parse(at)));
      assert.deepEqual(said, is, `${at} ${JSON.stringify(query)} ${why ?? ''}`);
    }
  });

  test(`${file}: a page asks the same evaluator`, async () => {
    for (const { at, query, is } of cases) {
      const { account, ...rest } = query;
      const fake = createFakeInlay({ partner: 'qinghe', now: Date.parse(at), ...(account ? { account } : {}) });
      fake.answer('/v1/channel-policy', policy);
      const leave = fake.inlay.policy.subscribe(() => {});
      await settle();
      assert.deepEqual(asVector(fake.inlay.policy.verdict(rest)), is, `${at} ${JSON.stringify(query)}`);
      leave();
    }
  });
}

test('another partner’s document is refused', () => {
  assert.throws(() => readPolicy(vectors[0]!.policy, 'lvtu'), { code: 'bad_response' });
});
