import { page } from './page.ts';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createIntents } from '../../src/bridge/intents.ts';
import type { Intent } from '../../src/core/ports.ts';

const intent: Intent = { widget: 'wealth-card', key: 'FN30D02A', verb: 'buy' };

/** The page as it is after the bank's sign-in has sent the customer back. */
function comeBack(href: string) {
  page.href = href;
  const intents = createIntents();
  intents.resume();
  return intents;
}

beforeEach(() => page.reset());

describe('an intent', () => {
  it('comes back once, for the widget and the thing it was kept for', () => {
    const state = createIntents().keep(intent);
    const back = comeBack(`https://travel.example/hotel?id=7&inlay_state=${state}`);
    assert.equal(back.take('wealth-card', 'OTHER'), undefined);
    assert.equal(back.take('coupon-claim', 'FN30D02A'), undefined);
    assert.deepEqual(back.take('wealth-card', 'FN30D02A'), intent);
    assert.equal(back.take('wealth-card', 'FN30D02A'), undefined);
  });

  it('does not come back again on reload or on the back button', () => {
    const state = createIntents().keep(intent);
    const href = `https://travel.example/hotel?inlay_state=${state}`;
    comeBack(href);
    assert.equal(comeBack(href).take('wealth-card', 'FN30D02A'), undefined);
  });

  it('keeps a key with line breaks and other odd characters whole', () => {
    const odd = { ...intent, key: 'a\nb&c=d#é' };
    const state = createIntents().keep(odd);
    assert.deepEqual(comeBack(`https://travel.example/?inlay_state=${state}`).take(odd.widget, odd.key), odd);
  });

  it('takes the attribution token along in the state', () => {
    const token = 'AAAAAAAAAAAAAAAAAAAAAA.t0abc1.BBBBBBBB';
    const state = createIntents(undefined, () => token).keep(intent);
    // What a query may hold unescaped, so that the bank gives it back letter for letter.
    assert.equal(new URLSearchParams({ state }).toString(), `state=${state}`);
    assert.ok(state.endsWith(`.${token}`));
    assert.ok(!sessionStorage.getItem('inlay:intent')!.includes(token), 'T1 kept without the marketing word');
    assert.deepEqual(comeBack(`https://travel.example/?inlay_state=${state}`).take('wealth-card', 'FN30D02A'), intent);
    assert.doesNotMatch(createIntents().keep(intent), /\./);
  });

  it('T19 does not resume on a state that is forged, empty, old or another one’s', () => {
    const keeper = createIntents();
    const old = keeper.keep({ ...intent, key: 'OLD' });
    keeper.keep(intent);
    for (const state of ['', 'forged', old, `${old}x`]) {
      const back = comeBack(`https://travel.example/?inlay_state=${state}`);
      assert.equal(back.take('wealth-card', 'FN30D02A'), undefined, state);
      assert.equal(back.take('wealth-card', 'OLD'), undefined, state);
    }
  });

  it('T19 does not resume when nothing was kept', () => {
    assert.equal(comeBack('https://travel.example/?inlay_state=').take('', ''), undefined);
  });

  it('is over after ten minutes by the device’s own clock', () => {
    const state = createIntents().keep(intent);
    const [entry] = [...page.storage.values];
    const until = Number(entry?.[1].split('\n')[1]);
    assert.ok(Math.abs(until - Date.now() - 600_000) < 5000);
    page.storage.setItem(entry![0], entry![1].replace(`${until}`, `${Date.now() - 1}`));
    assert.equal(comeBack(`https://travel.example/?inlay_state=${state}`).take('wealth-card', 'FN30D02A'), undefined);
  });

  it('waits in one strictly necessary item that is gone once it is used', () => {
    const state = createIntents().keep(intent);
    assert.deepEqual([...page.storage.values.keys()], ['inlay:intent']);
    comeBack(`https://travel.example/?inlay_state=${state}`);
    assert.equal(page.storage.values.size, 0);
  });

  it('may be nothing: the customer just signed in', () => {
    const state = createIntents().keep(undefined);
    assert.equal(comeBack(`https://travel.example/?inlay_state=${state}`).take('', ''), undefined);
    assert.equal(page.href, 'https://travel.example/');
  });

  it('is forgotten with its user', () => {
    const state = createIntents().keep(intent);
    const back = comeBack(`https://travel.example/?inlay_state=${state}`);
    back.clear();
    assert.equal(back.take('wealth-card', 'FN30D02A'), undefined);
  });

  it('lives in memory where the page may not store', () => {
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    try {
      const intents = createIntents();
      page.href = `https://travel.example/?inlay_state=${intents.keep(intent)}`;
      intents.resume();
      assert.deepEqual(intents.take('wealth-card', 'FN30D02A'), intent);
    } finally {
      Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get: () => page.storage });
    }
  });
});

describe('the page’s address', () => {
  const cases = [
    ['?inlay_state=S', ''],
    ['?inlay_state=S#top', '#top'],
    ['?inlay_state=S&a=1', '?a=1'],
    ['?a=%20+&inlay_state=S', '?a=%20+'],
    ['?a=1&inlay_state=S&b=%E4', '?a=1&b=%E4'],
    ['#inlay_state=S', ''],
    ['?a=1#/route?inlay_state=S&b=2', '?a=1#/route?b=2'],
    ['?inlay_state=S&inlay_state=S2', ''],
    ['?inlay_state=S#inlay_state=S', ''],
  ] as const;
  for (const [given, left] of cases) {
    it(`loses the state and nothing else: ${given}`, () => {
      page.historyState = { page: 'own' };
      comeBack(`https://travel.example/hotel${given}`);
      assert.equal(page.href, `https://travel.example/hotel${left}`);
      assert.deepEqual(page.historyState, { page: 'own' });
    });
  }

  it('is not touched without a state', () => {
    page.historyState = 'untouched';
    for (const href of ['https://travel.example/?a=1', 'https://travel.example/?not_inlay_state=1']) {
      comeBack(href);
      assert.equal(page.href, href);
    }
  });
});
