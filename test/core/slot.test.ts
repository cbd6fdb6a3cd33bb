import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Inlay } from '../../src/core/inlay.ts';
import { PROTOCOL, fillSlot, pageSlot, whenInlay } from '../../src/core/slot.ts';

const key = Symbol.for('inlay');
const page = globalThis as { [key]?: unknown };
const inlay = { protocol: PROTOCOL } as Inlay;

afterEach(() => {
  // The slot is there for the life of a page; a test page ends here.
  Reflect.deleteProperty(page, key);
});

function freshSlot(version = '1.0.0') {
  // Not configurable in a real page: each test gets a page whose slot may be taken away again.
  const slot = { protocol: PROTOCOL, version, inlay: undefined, waiting: new Set<(inlay: Inlay) => void>() };
  Object.defineProperty(page, key, { value: slot, configurable: true });
  return pageSlot(version)!;
}

test('T15 the first copy of the SDK makes the slot and every other copy finds the same', () => {
  const slot = freshSlot('1.0.0');
  assert.equal(pageSlot('1.0.1'), slot);
  assert.equal(slot.version, '1.0.0');
});

test('T15 a copy that speaks another protocol gets no slot', () => {
  Object.defineProperty(page, key, { value: { protocol: PROTOCOL + 1 }, configurable: true });
  assert.equal(pageSlot('1.0.0'), undefined);
});

test('elements that came before init are told once, in order, when it comes', () => {
  const slot = freshSlot();
  const told: number[] = [];
  whenInlay(slot, () => told.push(1));
  whenInlay(slot, () => told.push(2))();
  whenInlay(slot, () => told.push(3));
  fillSlot(slot, inlay);
  assert.deepEqual(told, [1, 3]);
  assert.equal(slot.waiting.size, 0);
  whenInlay(slot, (found) => assert.equal(found, inlay));
});

test('T29 a page that walks its globals does not meet the slot', () => {
  pageSlot('1.0.0');
  assert.ok(!Object.keys(globalThis).some((name) => /inlay/i.test(name)));
  assert.ok(!Object.getOwnPropertyDescriptor(page, key)!.enumerable);
});
