import type { Tabs } from './hosts/host.ts';
import { purposes } from './rows.ts';

/**
 * Makes the channel to the other tabs; without it each tab finds out at its next renewal. A purpose told of is one that
 * is refused: whatever the page says here, nothing can be granted.
 */
export function createTabs(name: string, refused?: (purpose: string) => void): Tabs {
  let channel: BroadcastChannel | undefined;
  return {
    listen(hear) {
      channel?.close();
      try {
        channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => (purposes.includes(data) ? refused?.(data) : hear(data));
      } catch {
        // Not here.
      }
    },
    tell(user) {
      try {
        channel?.postMessage(user);
      } catch {
        // Closed in the meantime.
      }
    },
    close: () => channel?.close(),
  };
}
