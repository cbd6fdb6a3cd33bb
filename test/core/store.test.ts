import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../src/core/store.ts';

test('a store tells its listeners of a change, and of nothing else', () => {
  const store = createStore(1);
  let told = 0;
  store.subscribe(() => told++);
  store.set(1);
  assert.equal(told, 0);
  store.set(2);
  assert.deepEqual([told, store.getState()], [1, 2]);
});

test('it starts with the first listener and stops with the last, as often as they come', () => {
  const log: string[] = [];
  const store = createStore(0, () => {
    log.push('start');
    return () => log.push('stop');
  });
  const a = store.subscribe(() => {});
  const b = store.subscribe(() => {});
  a();
  a();
  assert.deepEqual(log, ['start']);
  b();
  store.subscribe(() => {})();
  assert.deepEqual(log, ['start', 'stop', 'start', 'stop']);
});

test('one function subscribed twice is two listeners', () => {
  const store = createStore(0);
  let told = 0;
  const listener = () => told++;
  const leave = store.subscribe(listener);
  store.subscribe(listener);
  leave();
  store.set(1);
  assert.equal(told, 1);
});

test('a listener may leave, or another join, while it is being told', () => {
  const store = createStore(0);
  let late = 0;
  const leave = store.subscribe(() => {
    leave();
    store.subscribe(() => late++);
  });
  store.set(1);
  assert.equal(late, 0);
  store.set(2);
  assert.equal(late, 1);
});
