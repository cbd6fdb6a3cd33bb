import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { AppBannerView } from '../../src/core/models/app-banner.ts';
import { bannerPolicy } from '../support/banner.ts';
import { createFakeInlay } from '../support/fake-inlay.ts';
import { openCounter, type Counter, type Hear } from './counter.ts';
import { textOf, until } from './stage.ts';

let counter: Counter;
afterEach(() => counter.close());

interface Scene {
  properties?: Record<string, unknown>;
  hear?: Hear;
  /** WeChat's number for where the mini-program was opened from. */
  scene?: number;
  policy?: object;
}

/** A native banner, and the pages that were opened. */
async function banner({ properties, hear, scene = 1001, policy }: Scene = {}) {
  const fake = createFakeInlay();
  fake.answer('/v1/channel-policy', policy ?? bannerPolicy());
  counter = openCounter(fake);
  const opened: string[] = [];
  Object.assign(counter.double.wx, {
    getEnterOptionsSync: () => ({ scene }),
    navigateTo({ url, success }: { url: string; success?: () => void }) {
      opened.push(url);
      success?.();
    },
  });
  const place = (more: Record<string, unknown> = {}) =>
    counter.place('app-banner', { campaign: 'AUTUMN', ...properties, ...more }, hear);
  const component = place();
  await until(() => component.data.status === 'ready' || component.data.status === 'empty', 'the banner');
  const view = () => component.data.view as AppBannerView;
  const told = (name: string) => component.events.filter(([one]) => one === name).map(([, detail]) => detail);
  return { component, view, opened, place, told };
}

for (const form of ['inline', 'bar', 'link'])
  test(`R4 a native banner says where its button leads: ${form}`, async () => {
    const { component, view } = await banner({ properties: { form } });
    const { name, hint, action } = view();
    const text = textOf(component);
    for (const word of [hint, action!.label].concat(form === 'link' ? [] : name)) assert.ok(text.includes(word), word);
    assert.equal(view().form, form);
    assert.equal(!!component.querySelector('.close'), form !== 'link');
    assert.ok(component.querySelector(`.${form}`));
  });

test('R9 a paid placement carries its mark; X2 in elder mode there is none at all', async () => {
  const { component, place } = await banner({ properties: { paid: true } });
  assert.equal(textOf(component.querySelector('.ad')!), '广告');
  const elder = place({ mode: 'elder', campaign: 'OTHER' });
  await until(() => elder.data.status === 'empty', 'nothing');
  assert.equal(textOf(elder), '');
});

test('the customer closes it: it stays closed for its campaign, wherever it stands', async () => {
  const { component, place } = await banner();
  component.tap('.close');
  await until(() => component.data.status === 'empty', 'the banner to go');
  assert.equal(textOf(component), '');
  const next = place();
  await until(() => next.data.status === 'empty', 'the next one to stay away');
  assert.ok([...counter.double.storage.keys()].every((key) => key.startsWith('inlay:')));
});

test('R1 a tap opens the bank’s page where no app can be launched, and says so truly; a script that feigns no tap opens nothing', async () => {
  const { component, opened, told } = await banner();
  assert.equal(component.data.launch, '');
  assert.equal(component.querySelector('.launch'), undefined);
  component.instance.open!({});
  component.tap('.button');
  await until(() => told('inlay-app-result').length, 'the result');
  assert.deepEqual(opened, ['/pages/bank/index']);
  assert.equal(told('inlay-app-open').length, 1);
  assert.equal(told('inlay-app-result')[0]!.outcome, 'unknown');
});

test('a page that prevents it goes its own way', async () => {
  const hear: Hear = (name, detail) => {
    if (name === 'inlay-app-open') (detail.preventDefault as () => void)();
  };
  const { component, opened, told } = await banner({ hear });
  component.tap('.button');
  await until(() => told('inlay-app-open').length, 'the tap');
  await until(() => component.data.status === 'ready', 'the button to be free');
  assert.deepEqual(opened, []);
});

for (const [said, outcome] of [
  [{ type: 'launchapp', detail: { errMsg: 'launchApplication:ok' } }, 'opened'],
  [{ type: 'error', detail: { errMsg: 'invalid scene' } }, 'blocked'],
  [{ type: 'error', detail: { errMsg: 'launchApplication:fail cancel' } }, 'cancelled'],
  [{ type: 'error', detail: { errMsg: 'launchApplication:fail' } }, 'unknown'],
] as const)
  test(`opened from the app's own share, WeChat's button launches it: ${said.detail.errMsg} is ${outcome}`, async () => {
    const { component, opened, told } = await banner({ scene: 1069 });
    const button = component.querySelector('.launch')!;
    assert.equal(button.dom.tagName, 'WX-BUTTON');
    assert.match(`${component.data.launch}`, /^https:\/\/h5\.bank\.example\//);
    button.dispatchEvent('tap');
    await until(() => told('inlay-app-open').length, 'the tap');
    component.instance.launched!(said);
    await until(() => told('inlay-app-result').length, 'the result');
    assert.equal(told('inlay-app-result')[0]!.outcome, outcome);
    assert.deepEqual(opened, []);
  });

test('S8 where the policy has nothing to open there is nothing, and the page is told why', async () => {
  const { component, told } = await banner({ properties: { about: 'hidden' } });
  assert.equal(component.data.status, 'empty');
  assert.equal(told('inlay-empty')[0]!.reason, 'hidden_by_policy');
});
