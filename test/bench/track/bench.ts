import { bundle } from '../bundle.ts';
import { inlayFiles, inlayHead } from '../inlay-dist.ts';
import { servePages, type Server } from '../server.ts';
import { startCollector, type Collector } from './collector.ts';

/** A tracker under test: the page that loads it and the collector it sends to. */
export interface TrackerRun {
  /** Name in the tables. */
  label: string;
  url: string;
  collector: Collector;
}

/** All trackers, Inlay's first, each with a collector of its own so that they can run side by side. */
export interface TrackBench {
  runs: TrackerRun[];
  /** A page without any tracker, to leave for. */
  away: string;
  close(): Promise<void>;
}

/** What every tracker's page offers as `window.tracker`. */
export interface TrackerUnderTest {
  /** Resolves when the tracker is started and may send. */
  ready: Promise<unknown>;
  /** Records one exposure of a card, with the bench's id of the event as its placement. */
  track(id: string): void;
}

declare global {
  interface Window {
    tracker: TrackerUnderTest;
  }
}

interface Peer {
  label: string;
  path: string;
  entry: string;
  define: Record<string, unknown>;
}

const peers: readonly Peer[] = [
  { label: 'Sensors, beacon', path: 'sensors', entry: 'track/pages/sensors.ts', define: { BATCH: false } },
  { label: 'Sensors, batch_send', path: 'sensors-batch', entry: 'track/pages/sensors.ts', define: { BATCH: true } },
  { label: 'Snowplow, POST', path: 'snowplow', entry: 'track/pages/snowplow.ts', define: {} },
];

/** Builds the pages and starts their servers. */
export async function openTrackBench(): Promise<TrackBench> {
  const files = new Map<string, string | Buffer>(await inlayFiles());
  const started: { label: string; path: string; collector: Collector }[] = [];

  const own = await startCollector();
  const driver = await bundle('track/pages/inlay.ts');
  files.set('/inlay-driver.js', driver.js);
  files.set(
    '/inlay.html',
    page(`${await inlayHead(own.server.origin)}<script type="module" src="/inlay-driver.js"></script>`),
  );
  started.push({ label: 'Inlay', path: 'inlay', collector: own });

  for (const { label, path, entry, define } of peers) {
    const collector = await startCollector();
    const { js } = await bundle(entry, { ...define, GATEWAY: collector.server.origin });
    files.set(`/${path}.js`, js);
    files.set(`/${path}.html`, page(`<script type="module" src="/${path}.js"></script>`));
    started.push({ label, path, collector });
  }
  files.set('/away.html', page(''));
  files.set('/favicon.ico', '');

  const pages: Server = await servePages(files);
  return {
    runs: started.map(({ label, path, collector }) => ({ label, collector, url: `${pages.origin}/${path}.html` })),
    away: `${pages.origin}/away.html`,
    close: async () => {
      await Promise.all([pages.close(), ...started.map(({ collector }) => collector.server.close())]);
    },
  };
}

function page(head: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>bench</title>${head}</head><body><h1>酒店</h1></body></html>`;
}
