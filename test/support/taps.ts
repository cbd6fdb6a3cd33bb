import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';

/**
 * Taps as a customer does, who taps again when nothing at all happens, until the sign of it is there: on a busy machine
 * Chromium is late to say that a button is in view and nothing lies over it, and such a tap does not count.
 */
export async function tapUntil(button: Locator, happened: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    // While it is busy with the tap before it cannot be clicked, nor where that has led away.
    await button.click({ timeout: 2000 }).catch(() => undefined);
    const done = await happened().then(
      () => true,
      () => false,
    );
    if (done) return;
  }
  assert.fail(`nothing came of a tap on ${button.toString()}`);
}
