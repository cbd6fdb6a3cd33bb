import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPersonal } from '../../src/bridge/redact.ts';
import { decoys, disguises, inIds, samples, type Sample } from './personal-samples.ts';
import { everything, trackRig } from './track-rig.ts';

const digitsOf = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\dXx]/g, '')
    .toUpperCase();

test('T4 every synthetic number, address and token is seen, in any usual disguise', () => {
  const missed: string[] = [];
  let tried = 0;
  for (const sample of samples(300)) {
    if (sample.kind === 'name') continue;
    for (const text of disguises(sample)) {
      tried++;
      if (!isPersonal('placement', text)) missed.push(`${sample.kind}: ${text}`);
    }
  }
  assert.deepEqual(missed, []);
  assert.ok(tried >= 1000, `${tried}`);
});

test('T4 T20 of 1,000 samples and more put into every field of the public API none leaves in any form', async () => {
  const rig = trackRig();
  const sink: unknown[] = [];
  const { tracker } = rig.tab(everything, { onTrack: (event) => sink.push(event) });
  const tried: Sample[] = [];
  for (const sample of samples(300)) {
    for (const text of [...disguises(sample), ...inIds(sample)]) {
      tried.push(sample);
      tracker.track('wealth_card_ready', { product: text, placement: text, verdict: text, disclosure: text });
      tracker.track('session_ended', { cause: text, [text]: text } as { cause: string });
      tracker.track(text as 'session_ended', { cause: 'x' });
    }
    if (tried.length % 100 === 0) await rig.pass(2000);
  }
  await rig.pass(10_000);
  assert.ok(tried.length >= 1000, `${tried.length}`);
  assert.ok(tracker.ledger().acknowledged >= 1000);
  const values = [
    ...rig.arrived().flatMap((event) => [...Object.keys(event.data), ...Object.values(event.data).map(String)]),
    JSON.stringify(sink),
  ];
  const out = digitsOf(values.join(' '));
  const leaked = samples(300).filter(({ kind, text }) =>
    /^(phone|identity|card)$/.test(kind) ? out.includes(digitsOf(text)) : values.some((value) => value.includes(text)),
  );
  assert.deepEqual(leaked, []);
});

test('T4 of 1,000 harmless ids and more at most one in 200 is taken for personal', (t) => {
  const all = decoys(4000);
  const damaged = all.filter((text) => isPersonal('product', text));
  t.diagnostic(`${damaged.length} of ${all.length}: ${damaged.slice(0, 5).join(' ')}`);
  assert.ok(damaged.length <= all.length / 200, damaged.slice(0, 20).join(' '));
  assert.ok(all.every((text) => /^[\w.-]{1,64}$/.test(text)));
});

test('T4 keys that name a secret are taken out whatever they hold', () => {
  for (const key of ['cvv', 'cvv2', 'card_cvn', 'CVC', 'pin', 'otp', 'sms_code', 'password', 'login_pwd', 'csc']) {
    assert.equal(isPersonal(key, 'x'), true, key);
  }
  for (const key of ['product', 'placement', 'opinion', 'shipping', 'code', 'spin', 'verdict', 'disclosure']) {
    assert.equal(isPersonal(key, 'x'), false, key);
  }
});

test('numbers with a wrong check digit, a wrong date or a wrong length are left alone', () => {
  for (const text of [
    '110101207003078514', // check digit off by one
    '110101207013070012', // month 13
    '6222021234567890', // Luhn leaves 4
    '1381234567', // ten digits
    '138123456789', // twelve
    '12812345678', // no such network
  ]) {
    assert.equal(isPersonal('product', text), false, text);
  }
});

test('T30 a hostile text of the largest size costs linear time', () => {
  for (const text of ['1-'.repeat(32), '1'.repeat(64), 'a@'.repeat(32), '6222-'.repeat(12), 'cvv'.repeat(21)]) {
    const begin = process.cpuUsage().user;
    for (let i = 0; i < 1000; i++) isPersonal('product', text);
    // Not a race with a clock but a guard against exponents: 1,000 runs of a catastrophic one never end.
    assert.ok(process.cpuUsage().user - begin < 5e6, text);
  }
});
