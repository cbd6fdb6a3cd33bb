import assert from 'node:assert/strict';
import { createClock } from '../../src/bridge/clock.ts';
import type { FetchParts } from '../../src/bridge/fetch.ts';
import { createFirstHttp } from '../../src/bridge/first.ts';
import { createHttp, type BridgeRequest, type HttpParts } from '../../src/bridge/http.ts';
import { InlayError } from '../../src/core/errors.ts';
import type { FakeDevice } from './device.ts';

export const gateway = 'https://open.bank.example';

/** A public call. */
export const get = (path = '/v1/products/X?partner=lvtu'): BridgeRequest => ({ path });

/** Makes the way to the gateway on a fake device, with the two things a test does with it. */
export function createHttpRig(device: FakeDevice, parts: Partial<HttpParts & FetchParts> = {}) {
  const clock = createClock(device);
  const whole = { gateway, clock, cookies: false, authorize: async () => undefined, onNonce() {}, ...parts };
  let loads = 0;
  // As on a page: the first plain read goes before the rest of the code is here.
  const http = createFirstHttp(whole, async () => {
    loads++;
    return { createHttp };
  });
  /** Runs a call to its end while the device’s time goes on. */
  async function call<T>(request: BridgeRequest): Promise<T> {
    let ended = false;
    const promise = http.request<T>(request).finally(() => (ended = true));
    promise.catch(() => {});
    while (!ended) await device.advance(250);
    return promise;
  }
  const fails = (request: BridgeRequest) =>
    call(request).then(
      () => assert.fail('it should have failed'),
      (error: unknown) => {
        assert.ok(error instanceof InlayError, `not an InlayError: ${error}`);
        return error;
      },
    );
  return { http, call, fails, clock, loads: () => loads };
}
