import { InlayError } from '../core/errors.ts';
import { createFetch, type FetchParts } from './fetch.ts';
import type { BridgeHttp, createHttp, HttpParts } from './http.ts';
import type { Answer } from './send.ts';

const { Promise } = globalThis;
/** Milliseconds for which a call waits for the code it needs: offline, neither the answer nor the code will come. */
const PATIENCE = 3000;

/**
 * Stands in for the whole way to the gateway until its code is here: a plain read goes at once, and only if it fails, or
 * for any other call, does the code come that retries, signs and understands refusals.
 */
export function createFirstHttp(
  parts: HttpParts & FetchParts,
  load: () => Promise<{ createHttp: typeof createHttp }>,
): BridgeHttp {
  const send = createFetch(parts);
  let whole: BridgeHttp | undefined;
  return {
    async request(request) {
      let first: Promise<Answer> | undefined;
      if (!whole && Object.keys(request).join() === 'path') {
        first = send(request.path, { method: 'GET' });
        const answer = await first.catch(() => undefined);
        if (answer?.ok && !answer.broken) return answer.data as never;
      }
      if (!whole) {
        let cancel = () => {};
        try {
          const late = new Promise<never>((_, reject) => (cancel = parts.clock.after(PATIENCE, reject)));
          whole = (await Promise.race([load(), late])).createHttp(parts, send);
        } catch (cause) {
          throw new InlayError('network', 'The code for a failed call could not be loaded', { cause });
        } finally {
          cancel();
        }
      }
      return whole.request(request, first);
    },
  };
}
