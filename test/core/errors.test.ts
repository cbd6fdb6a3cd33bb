import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '../../src/core/error-codes.ts';
import { InlayError, lineOf, toInlayError } from '../../src/core/errors.ts';

test('codes are unique, and only those that time can mend are retryable', () => {
  assert.equal(new Set(errorCodes).size, errorCodes.length);
  const retryable = errorCodes.filter((code) => new InlayError(code, '').retryable);
  assert.deepEqual(retryable, ['network', 'timeout', 'rate_limited', 'service_unavailable']);
});

test('an error keeps its facts and its name', () => {
  const cause = new Error('deep');
  const error = new InlayError('rate_limited', 'Slow down', {
    traceId: 't1',
    retryAfter: 3,
    status: 429,
    reason: 'r',
    cause,
  });
  assert.ok(error instanceof Error);
  const { name, code, message, traceId, retryAfter, status, reason } = error;
  assert.deepEqual(
    [name, code, message, traceId, retryAfter, status, reason, error.cause],
    ['InlayError', 'rate_limited', 'Slow down', 't1', 3, 429, 'r', cause],
  );
});

test('whatever is thrown becomes an InlayError once', () => {
  const error = new InlayError('network', '');
  assert.equal(toInlayError(error), error);
  for (const thrown of [new TypeError('x'), 'text', undefined, null, { code: 'network' }]) {
    const made = toInlayError(thrown);
    assert.deepEqual([made.code, made.cause], ['internal', thrown]);
  }
});

test('a developer reads code, trace, cause and, where the code alone tells it, the fix', () => {
  assert.equal(lineOf(new InlayError('network', 'GET /x had no answer')), 'network: GET /x had no answer');
  const fixes = {
    not_found: /; .*check the id$/,
    origin_refused: /; ask the bank to/,
  } as const;
  for (const [code, fix] of Object.entries(fixes)) {
    const line = lineOf(new InlayError(code as 'not_found', 'was answered', { traceId: 't1' }));
    assert.ok(line.startsWith(`${code} (trace t1): was answered; `), line);
    assert.match(line, fix);
  }
});
