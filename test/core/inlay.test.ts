import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkConfig } from '../../src/core/config.ts';
import { createFakeInlay } from '../support/fake-inlay.ts';

test('only a wrong configuration throws, and says what is wrong', () => {
  const gateway = 'https://open.bank.example';
  for (const partner of ['', 'Lvtu', 'a b', '../x', 'x'.repeat(33)]) {
    assert.throws(() => checkConfig({ partner, gateway }), { name: 'InlayError', code: 'invalid_config' }, partner);
  }
  assert.equal(checkConfig({ partner: 'lvtu-2_b', gateway }).partner, 'lvtu-2_b');
});

test('settings change for all widgets at once and keep what was not named', () => {
  const { inlay } = createFakeInlay({ mode: 'elder' });
  let told = 0;
  inlay.settings.subscribe(() => told++);
  inlay.update({ locale: 'en' });
  assert.deepEqual([told, inlay.settings.getState()], [1, { locale: 'en', mode: 'elder', theme: 'auto' }]);
});

test('a mistake is said once, and only in debug mode', () => {
  const loud = createFakeInlay();
  loud.inlay.debug('a');
  loud.inlay.debug('a');
  loud.inlay.debug('b');
  assert.deepEqual(loud.lines, ['a', 'b']);
  const quiet = createFakeInlay({ debug: false });
  quiet.inlay.debug('a');
  assert.deepEqual(quiet.lines, []);
});

test('logout ends the session', async () => {
  const { inlay } = createFakeInlay({ session: { level: 'partner', user: 'u1' } });
  await inlay.logout();
  const { status, level, user } = inlay.session.getState();
  assert.deepEqual([status, level, user], ['signed_out', 'anonymous', '']);
});

test('an Inlay asks the bank for nothing until a widget wants it, and leaves no timer when destroyed', () => {
  const { inlay, requests, clock } = createFakeInlay();
  assert.equal(requests.length, 0);
  inlay.policy.subscribe(() => {});
  assert.equal(requests.length, 1);
  inlay.destroy();
  assert.equal(clock.pending, 0);
});

test('a setting that cannot be is left as it was, and said', () => {
  const { inlay, lines } = createFakeInlay({ mode: 'elder' });
  inlay.update({ locale: 'fr' as 'en', mode: undefined as unknown as 'elder', theme: 'dark' });
  inlay.update(null as never);
  assert.deepEqual(inlay.settings.getState(), { locale: 'zh-CN', mode: 'elder', theme: 'dark' });
  assert.deepEqual(lines, ['update: locale must be one of zh-CN, zh-HK, en, got "fr"']);
});
