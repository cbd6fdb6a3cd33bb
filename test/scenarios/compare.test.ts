import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from './compare.ts';
import { differences } from './differences.ts';
import type { Moment, Transcript } from './transcript.ts';

const moment = (change: Partial<Moment> = {}): Moment => ({
  step: 'opened',
  status: 'ready',
  texts: ['风险等级 R2（二级）', '在青禾银行查看'],
  buttons: [{ label: '在青禾银行查看', enabled: true, busy: false }],
  events: [{ name: 'inlay-ready', detail: { widget: 'wealth-card' } }],
  tracks: [{ name: 'wealth_card_ready', data: { product: 'FN30D02A' } }],
  goes: ['https://open.bank.example/h5/products/FN30D02A?rv=1'],
  ...change,
});
const transcript = (change: Partial<Moment> = {}, left = moment().tracks): Transcript => ({
  moments: [moment(change)],
  left,
  asked: {},
});

test('two hosts that show, tell and track the same are equal, however their templates break a text', () => {
  assert.deepEqual(compare(transcript(), transcript()), []);
  assert.deepEqual(compare(transcript(), transcript({ texts: ['风险等级 R2（二级）  在青禾银行查看'] })), []);
});

for (const [what, change] of Object.entries({
  'a letter of a text': { texts: ['风险等级 R3（二级）', '在青禾银行查看'] },
  'a text that is missing': { texts: ['在青禾银行查看'] },
  'the order of reading': { texts: ['在青禾银行查看', '风险等级 R2（二级）'] },
  'a status': { status: 'busy' },
  'a button that is off': { buttons: [{ label: '在青禾银行查看', enabled: false, busy: false }] },
  'the detail of an event': { events: [{ name: 'inlay-ready', detail: { widget: 'app-banner' } }] },
  'an event that is missing': { events: [] },
  'the data of a tracking record': { tracks: [{ name: 'wealth_card_ready', data: { product: 'FN30D02B' } }] },
  'where a tap leads': { goes: ['https://open.bank.example/h5/products/FN30D02A?rv=2'] },
} satisfies Record<string, Partial<Moment>>)) {
  test(`they differ by ${what}`, () => {
    assert.notDeepEqual(compare(transcript(), transcript(change)), []);
  });
}

test('they differ by a record that never arrived at the bank, and by a session of another level', () => {
  assert.notDeepEqual(compare(transcript(), transcript({}, [])), []);
  const started = (level: string) => transcript({ tracks: [{ name: 'session_started', data: { level } }] });
  assert.notDeepEqual(compare(started('partner'), started('bank')), []);
});

test('what may differ is masked by itself alone', () => {
  const address =
    'https://open.bank.example/h5/redeem?quote=q&state=abc&jn=1&rt=https%3A%2F%2Fa.example#inlay_ticket=t';
  const other = 'https://open.bank.example/h5/redeem?quote=q&state=xyz&jn=2';
  assert.deepEqual(compare(transcript({ goes: [address] }), transcript({ goes: [other] })), []);
  const wrong = other.replace('quote=q', 'quote=p');
  assert.notDeepEqual(compare(transcript({ goes: [address] }), transcript({ goes: [wrong] })), []);
  for (const { what, why } of differences) assert.ok(what && why);
});
