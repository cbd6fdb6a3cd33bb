import { createTracking, type TimedTracker, type TrackingOptions } from '../bridge/tracking.ts';
import { on } from './on.ts';
import { createQueue } from './queue.ts';
import { headerOf } from './send.ts';

/** What {@link createTracker} needs. */
export type TrackerOptions = Omit<TrackingOptions, 'queue' | 'watch' | 'fetch' | 'sendBeacon' | 'locks'>;

interface Post {
  method: 'POST';
  body: string;
  headers: Record<string, string>;
  signal: { end?: () => void };
}

/** Carries one batch; ended by its signal. */
function post(url: string, { method, body, headers, signal }: Post) {
  return new Promise<Awaited<ReturnType<NonNullable<TrackingOptions['fetch']>>>>((resolve, reject) => {
    const task = wx.request({
      ...{ url, method, data: body, header: headers },
      success: ({ statusCode: status, data, header }) =>
        resolve({
          status,
          ok: status >= 200 && status < 300,
          headers: { get: headerOf(header) },
          json: async () => data as { rejected: unknown[] },
        }),
      fail: reject,
    });
    signal.end = () => task.abort();
  });
}

/** Makes the one tracker of a mini-program: the bridge's own, over WeChat's storage and requests. */
export function createTracker(options: TrackerOptions): TimedTracker {
  return createTracking({
    ...options,
    fetch: post,
    queue: (consent, ledger) => createQueue(`inlay:row:${options.partner}:`, options.clock, consent, ledger),
    watch({ flush }) {
      // Requests go on for five seconds in the background, then they are cut off; what is not acknowledged stays stored.
      const stops = [
        on('AppHide', flush),
        on('AppShow', flush),
        on('NetworkStatusChange', ({ isConnected }: { isConnected: boolean }) => isConnected && flush()),
      ];
      return () => stops.forEach((stop) => stop());
    },
  });
}
