import { until } from './net.ts';
import './page.ts';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createFrameClaims, type FrameClaims } from '../../src/bridge/frame-claim.ts';
import type { GetTicket } from '../../src/bridge/exchange.ts';
import { createFakeClock, settle, type FakeClock } from '../support/fake-inlay.ts';

/** As much of an element as sheet and frame touch. */
class FakeElement extends EventTarget {
  style = { cssText: '', setProperty() {} };
  contentWindow = { postMessage: (_: string, _to: string, [port]: MessagePort[]) => void (bank = port) };
  attachShadow = () => new FakeElement();
  setAttribute() {}
  appendChild() {}
  remove() {}
  showModal() {}
  close() {
    this.dispatchEvent(new Event('close'));
  }
}

const made: Record<string, FakeElement> = {};
let bank: MessagePort;
let clock: FakeClock;
let end: string;

Object.assign(document, {
  createElement: (name: string) => (made[name] = new FakeElement()),
  documentElement: new FakeElement(),
});
Object.assign(window, { top: window });
Object.assign(globalThis, {
  IntersectionObserverEntry: class {
    get isVisible() {
      return true;
    }
  },
});

function claims(getTicket: GetTicket): FrameClaims {
  return createFrameClaims({
    ...{ partner: 'lvtu', gateway: 'https://open.bank.example', allowed: true, codes: ['not_eligible'], clock },
    getTicket: () => getTicket,
    settings: () => ({ locale: 'zh-CN', mode: 'standard', theme: 'auto' }),
    attribution: () => '',
    word: () => 'w'.repeat(22),
  });
}

/** The bank's page is there and gets its port. */
function greet(): void {
  const { contentWindow: source } = made.iframe!;
  const hello = { source, origin: 'https://open.bank.example', data: 'inlay 1 hello' };
  window.dispatchEvent(Object.assign(new Event('message'), hello));
}

/** A customer's tap; how it ends is in `end`. */
function tap(frames: FrameClaims): void {
  frames.claimAtBank({ campaign: 'C', key: 'k', digest: 'd', placement: 'p' }).then(
    (claim) => (end = `claim ${claim as string}`),
    (error: { code: string }) => (end = error.code),
  );
}

beforeEach(() => {
  clock = createFakeClock();
  end = '';
});

describe('a claim in a frame whose ticket does not come', () => {
  const hangs = () => new Promise<string>(() => {});

  it('ends after ten seconds, so that the customer goes the other way', async () => {
    tap(claims(hangs));
    greet();
    await clock.advance(9999);
    assert.equal(end, '');
    await clock.advance(1);
    assert.equal(end, 'unsupported_environment');
  });

  it('ends with the sheet that the customer closes', async () => {
    tap(claims(hangs));
    await settle();
    made.dialog!.close();
    await settle();
    assert.equal(end, 'claim undefined');
    assert.equal(clock.pending, 0);
  });

  it('ends with a frame that is lost meanwhile, and leaves the page no rejection of its own', async () => {
    const strays: unknown[] = [];
    const stray = (reason: unknown) => void strays.push(reason);
    process.on('unhandledRejection', stray);
    try {
      tap(claims(hangs));
      await clock.advance(5000);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(end, 'unsupported_environment');
      assert.deepEqual(strays, []);
    } finally {
      process.off('unhandledRejection', stray);
    }
  });
});

it('a claim in a frame lasts for as long as the customer looks at it, once its ticket is there', async () => {
  tap(claims(async () => 't'));
  greet();
  let given: unknown;
  bank.onmessage = ({ data }) => (given = data);
  await until(() => given, 'the visit');
  assert.deepEqual(given, { kind: 'visit', ticket: 't', key: 'k', placement: 'p', attribution: '' });
  await clock.advance(3_600_000);
  assert.equal(end, '');
  assert.equal(clock.pending, 0);
  bank.postMessage({ kind: 'granted', claim: 'granted' });
  await until(() => end, 'the end');
  assert.equal(end, 'claim granted');
});

it('a claim in a frame ends when there is no ticket', async () => {
  const none = [async () => '', () => Promise.reject(new Error('partner code'))];
  for (const getTicket of none) {
    end = '';
    tap(claims(getTicket));
    await settle();
    assert.equal(end, 'unsupported_environment');
  }
  assert.equal(clock.pending, 0);
});
