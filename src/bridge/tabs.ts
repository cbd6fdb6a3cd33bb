import type { Tabs } from './hosts/host.ts';

/** Makes the channel to the other tabs; without it each tab finds out at its next renewal. */
export function createTabs(name: string): Tabs {
  let channel: BroadcastChannel | undefined;
  return {
    listen(hear) {
      channel?.close();
      try {
        channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => hear(data);
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
