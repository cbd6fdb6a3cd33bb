import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClock } from '../../src/bridge/clock.ts';
import { createDevice } from './device.ts';

/** The `Date` header that a bank with the right time would send. */
const dateOf = (milliseconds: number) => new Date(milliseconds).toUTCString();

describe('the bank clock', () => {
  it('shows the device’s time until the bank has answered', () => {
    const device = createDevice(-5000);
    assert.equal(createClock(device).now(), device.wall());
  });

  for (const [name, skew] of [
    ['a year behind', -31_536_000_000],
    ['ten minutes behind', -600_000],
    ['right', 0],
    ['ten minutes ahead', 600_000],
    ['a day ahead', 86_400_000],
  ] as const) {
    it(`T21 learns the bank’s time within a second when the device is ${name}`, async () => {
      const device = createDevice(skew);
      const clock = createClock(device);
      const sent = clock.steady();
      await device.advance(80);
      clock.learn(dateOf(device.truth()), sent, true);
      assert.ok(Math.abs(clock.now() - device.truth()) <= 540, `off by ${clock.now() - device.truth()} ms`);
    });
  }

  it('takes most from the quickest answers and narrows the whole seconds of Date down', async () => {
    const device = createDevice(600_000);
    const clock = createClock(device);
    for (const trip of [3000, 40, 2500, 60, 90]) {
      const sent = clock.steady();
      await device.advance(trip);
      clock.learn(dateOf(device.truth()), sent, true);
      await device.advance(333);
    }
    assert.ok(Math.abs(clock.now() - device.truth()) <= 300, `off by ${clock.now() - device.truth()} ms`);
  });

  it('knows that a Date may have been written early in a slow call', async () => {
    const device = createDevice();
    const clock = createClock(device);
    const sent = clock.steady();
    const date = dateOf(device.truth());
    await device.advance(4000);
    clock.learn(date, sent, true);
    assert.ok(Math.abs(clock.now() - device.truth()) <= 2500, `off by ${clock.now() - device.truth()} ms`);
  });

  it('does not move when the device’s clock is set', async () => {
    const device = createDevice();
    const clock = createClock(device);
    clock.learn(dateOf(device.truth()), clock.steady(), true);
    const before = clock.now() - device.truth();
    device.setWall(-7_200_000);
    await device.advance(1000);
    assert.equal(clock.now() - device.truth(), before);
    assert.equal(clock.jumped(), true);
  });

  it('takes an answer from a cache as a lower bound only', async () => {
    const device = createDevice();
    const clock = createClock(device);
    clock.learn(dateOf(device.truth()), clock.steady(), true);
    const before = clock.now() - device.truth();
    clock.learn(dateOf(device.truth() - 50_000), clock.steady(), false);
    assert.equal(clock.now() - device.truth(), before);
  });

  it('still learns from a cached answer that this device is behind', () => {
    const device = createDevice(-600_000);
    const clock = createClock(device);
    clock.learn(dateOf(device.truth() - 50_000), clock.steady(), false);
    assert.ok(device.truth() - clock.now() <= 51_000);
  });

  it('begins again when an answer contradicts it: the bank’s clock was moved, or the device slept', async () => {
    const device = createDevice();
    const clock = createClock(device);
    clock.learn(dateOf(device.truth()), clock.steady(), true);
    assert.equal(clock.jumped(), false);
    device.sleep(3_600_000);
    assert.equal(clock.jumped(), true);
    clock.learn(dateOf(device.truth()), clock.steady(), true);
    assert.ok(Math.abs(clock.now() - device.truth()) <= 500);
    assert.equal(clock.jumped(), false);
    clock.learn(dateOf(device.truth() - 86_400_000), clock.steady(), true);
    assert.ok(Math.abs(clock.now() - device.truth() + 86_400_000) <= 500);
  });

  it('C3 is not taken back by an answer that was under way while it jumped', async () => {
    const device = createDevice();
    const clock = createClock(device);
    clock.learn(dateOf(device.truth()), clock.steady(), true);
    const slow = clock.steady();
    const early = dateOf(device.truth());
    device.sleep(60_000);
    const sent = clock.steady() + 1;
    await device.advance(80);
    clock.learn(dateOf(device.truth()), sent, true);
    // The bank wrote its date when the call came, and took its time with the rest.
    await device.advance(80);
    clock.learn(early, slow, true);
    assert.ok(Math.abs(clock.now() - device.truth()) <= 540, `off by ${clock.now() - device.truth()} ms`);
    assert.equal(clock.jumped(), false);
    // What was asked later may say that it jumped again.
    const again = clock.steady();
    device.sleep(60_000);
    clock.learn(dateOf(device.truth()), again, true);
    assert.ok(Math.abs(clock.now() - device.truth()) <= 540, `off by ${clock.now() - device.truth()} ms`);
  });

  it('ignores a Date that is missing or is none', () => {
    const device = createDevice();
    const clock = createClock(device);
    for (const date of ['', 'tomorrow', '\u0000']) clock.learn(date, clock.steady(), true);
    assert.equal(clock.now(), device.wall());
  });

  it('waits longer than a timer can', async () => {
    const device = createDevice();
    const clock = createClock(device);
    let done = 0;
    clock.after(40 * 86_400_000, () => done++);
    await device.advance(30 * 86_400_000);
    assert.equal(done, 0);
    await device.advance(10 * 86_400_000);
    assert.equal(done, 1);
  });

  it('forgets a cancelled wait, also in its second part', async () => {
    const device = createDevice();
    const clock = createClock(device);
    const cancel = clock.after(40 * 86_400_000, () => assert.fail('it was cancelled'));
    await device.advance(30 * 86_400_000);
    cancel();
    assert.equal(device.pending, 0);
  });
});
