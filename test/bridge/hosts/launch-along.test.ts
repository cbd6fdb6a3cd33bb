import { page } from '../page.ts';
import { app, createLaunchRig, settle } from './launch-rig.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { returnAddress } from '../../../src/bridge/hosts/way-back.ts';
import { rows } from './launch-rows.ts';

const on = (what: string) => {
  const { agent, host, touches } = rows.find((one) => one.what.includes(what))!;
  return { agent, stated: host, touches };
};

beforeEach(() => page.reset());
afterEach(() => assert.deepEqual(page.listeners(), []));

describe('what goes along with every launch', () => {
  it('is the journey and the way back, unless the caller says otherwise', async () => {
    const along = () => ({ journey: 'j-1', return: returnAddress() });
    page.href = 'https://travel.example/orders?name=lin#phone';
    const rig = createLaunchRig({ ...on('WeChat on Android'), along });
    rig.open(app, { placement: 'p' });
    assert.deepEqual(Object.fromEntries(new URL(rig.visits[0]!).searchParams), {
      ...{ pt: 'lvtu', pl: 'p', jn: 'j-1' },
      rt: 'https://travel.example/orders',
    });
    await rig.device.advance(10_000);
    rig.open(app, { journey: 'mine', return: '' });
    assert.deepEqual(Object.fromEntries(new URL(rig.visits[1]!).searchParams), { pt: 'lvtu', jn: 'mine' });
    await rig.device.advance(10_000);
  });

  it('R6 is no way back that holds a person, a query, or anything that could be another address', () => {
    for (const [url, back] of [
      ['https://travel.example/', 'https://travel.example/'],
      ['https://travel.example/u/13800138000/orders', ''],
      ['https://travel.example/%2F%2Fevil.example', ''],
      ['https://travel.example/订单', ''],
      ['https://travel.example/a?next=//evil.example', 'https://travel.example/a'],
    ] as const) {
      page.href = url;
      assert.equal(returnAddress(), back, url);
    }
  });
});

describe('a desktop that follows a button of a card', () => {
  it('gets the bank’s page, and draws no code that the card could not show', async () => {
    let drawn = 0;
    const draw = async () => (drawn++, { size: 21, path: '' });
    const rig = createLaunchRig({ ...on('a desktop'), draw });
    const result = rig.open(app, {}, 'follow');
    await settle();
    assert.deepEqual([result(), rig.visits], [{ outcome: 'unknown', evidence: 'page' }, [`${app.url}?pt=lvtu`]]);
    assert.equal(drawn, 0);
  });
});

describe('a call that comes in just after the tap', () => {
  const hide = (state: 'hidden' | 'visible') => {
    page.document.visibilityState = state;
    page.dispatch('document', 'visibilitychange');
  };

  it('is no app where the bank’s page comes for the missing one, however slowly', async () => {
    const rig = createLaunchRig(on('Safari on an iPhone'));
    const result = rig.open();
    await rig.device.advance(200);
    hide('hidden');
    await rig.device.advance(6000);
    assert.equal(result(), undefined, 'nothing can be said yet');
    page.dispatch('window', 'pagehide');
    await settle();
    assert.deepEqual(result(), { outcome: 'not_installed_likely', evidence: 'left_for_page' });
  });

  it('and ends before that page comes is no app either', async () => {
    const rig = createLaunchRig(on('Safari on an iPhone'));
    const result = rig.open();
    await rig.device.advance(200);
    hide('hidden');
    await rig.device.advance(4000);
    hide('visible');
    await rig.device.advance(1000);
    assert.equal(result(), undefined);
    page.dispatch('window', 'pagehide');
    await settle();
    assert.equal(result()?.outcome, 'not_installed_likely');
  });

  it('is no app where the system would have asked', async () => {
    const rig = createLaunchRig(on('Meituan on Android'));
    const result = rig.open();
    await rig.device.advance(200);
    page.dispatch('window', 'blur');
    hide('hidden');
    await settle();
    assert.deepEqual(result(), { outcome: 'unknown', evidence: 'hidden_unasked' });
  });
});
