import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from './browser.ts';

/**
 * Runs in a document before anything else: notes what the engine last told a widget of its button, which it has watched for
 * being covered. A tap is refused until the engine says that nothing lies over it, and on a busy machine it says so late.
 */
export const notePlain = `if (!globalThis.plain) {
  globalThis.plain = new WeakSet();
  globalThis.IntersectionObserver = class extends IntersectionObserver {
    constructor(tell, options) {
      super((entries, self) => {
        if (options?.trackVisibility) for (const { target, isVisible } of entries) plain[isVisible ? 'add' : 'delete'](target);
        tell(entries, self);
      }, options);
    }
  };
}`;
declare const plain: WeakSet<Element>;

/** Scrolls to a button and waits until its widget has been told that nothing lies over it; needs {@link notePlain}. */
export async function isPlain(button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  const told = () => button.evaluate((one) => plain.has(one));
  assert.ok(await until(told, 25), `not plain to see: ${await button.innerText()}`);
}
