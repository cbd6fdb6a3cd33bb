import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { SessionParts } from '../../src/bridge/session.ts';
import type { BankClock } from '../../src/bridge/clock.ts';
import type { Answer } from '../../src/bridge/send.ts';
import { InlayError } from '../../src/core/errors.ts';

// The same dice in every run: the source takes Math.random as it stands when it is loaded.
let seed = 24;
Math.random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
const { createHttp } = await import('../../src/bridge/http.ts');
const { createSession } = await import('../../src/bridge/session.ts');

const crowd = 10_000;
const nothing = () => {};
const failure = new InlayError('service_unavailable', 'The bank is down', { status: 503 });
const grant = { token: 'token', level: 'partner', surface: 'partner', user: 'user', life: 600_000 } as const;

/**
 * Opens so many pages in one second and lets their genuine sessions run so many more; gives how often they asked for a
 * token in each second, of a bank that is down from the one to the other.
 */
async function run(seconds: number, from = seconds, to = seconds): Promise<number[]> {
  const due = Array.from({ length: seconds }, () => [] as (() => void)[]);
  const calls = due.map(() => 0);
  let now = 0;
  const parts = {
    getTicket: nothing,
    exchange: {
      async redeem() {
        const second = Math.floor(now / 1000);
        calls[second]!++;
        if (second >= from && second < to) throw failure;
        return grant;
      },
    },
    clock: {
      now: () => now,
      steady: () => now,
      after(milliseconds: number, callback: () => void) {
        let live = true;
        due[Math.floor((now + milliseconds) / 1000)]?.push(() => live && callback());
        return () => void (live = false);
      },
    },
    host: { onReturn: () => nothing, onLeave: () => nothing },
    intents: { resume: nothing, clear: nothing },
    track: nothing,
    onError: nothing,
    onUserLeft: nothing,
  } as unknown as SessionParts;
  due[0] = Array.from({ length: crowd }, () => createSession(parts).start);
  for (const [second, list] of due.entries()) {
    // What falls due in this very second is added while it runs.
    for (const [n, callback] of list.entries()) {
      now = Math.floor((second + n / list.length) * 1000);
      callback();
    }
    await setImmediate();
  }
  return calls;
}

/** The busiest ten seconds against the mean, from the first of these calls to the last. */
function peak(calls: readonly number[]): { total: number; span: number; ratio: number } {
  const seconds = [...calls.keys()].filter((second) => calls[second]);
  const used = calls.slice(seconds[0], seconds.at(-1)! + 1);
  const tens = new Array<number>(Math.ceil(used.length / 10)).fill(0);
  used.forEach((count, second) => (tens[Math.floor(second / 10)]! += count));
  const total = used.reduce((sum, count) => sum + count, 0);
  return { total, span: used.length, ratio: Math.max(...tens) / 10 / (total / used.length) };
}

describe('T24 ten thousand pages', () => {
  it('that came in one second renew over two minutes, and no ten seconds see twice the mean', async () => {
    const { total, span, ratio } = peak((await run(545)).slice(1));
    assert.equal(total, crowd);
    assert.ok(span > 110 && ratio < 1.2, `${span} s, ${ratio}`);
  });

  it('come back to a bank that was down over minutes, and no ten seconds see twice the mean', async () => {
    const calls = await run(1300, 1, 1000);
    const { total, span, ratio } = peak(calls.slice(1000));
    assert.equal(total, crowd, 'each page asks once, and has its session');
    assert.ok(span > 240 && ratio < 2, `${span} s, ${ratio}`);
    // Nor are they one crowd while it is down: not at their first failure, and not when the tokens of all end at once.
    const most = Math.max(...calls.slice(1));
    assert.ok(most < crowd / 10, `${most} in one second`);
  });

  it('that one Retry-After sent away come back over half as long again, and none before it', async () => {
    const answer = { status: 503, ok: false, header: (name: string) => (name === 'retry-after' ? '60' : '') };
    const http = createHttp({ clock: {} as BankClock, authorize: async () => undefined }, async () => answer as Answer);
    const calls = new Array<number>(91).fill(0);
    for (let page = 0; page < crowd; page++) {
      const { retryAfter } = await http.request<InlayError>({ path: '/' }).catch((error: InlayError) => error);
      calls[Math.floor(retryAfter!)]!++;
    }
    const { total, span, ratio } = peak(calls);
    assert.deepEqual([total, calls.findIndex(Boolean)], [crowd, 60]);
    assert.ok(span > 28 && ratio < 1.2, `${span} s, ${ratio}`);
  });
});
