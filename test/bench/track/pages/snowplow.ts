import { newTracker, trackPageView, trackSelfDescribingEvent } from '@snowplow/browser-tracker';

declare const GATEWAY: string;

// Defaults: POST, bufferSize 1, cookie and localStorage.
newTracker('bench', GATEWAY, { appId: 'bench' });
trackPageView();

window.tracker = {
  ready: Promise.resolve(),
  track: (id) =>
    trackSelfDescribingEvent({
      event: {
        schema: 'iglu:bank.example/wealth_card_exposed/jsonschema/1-0-0',
        data: { product: 'FN30D02A', placement: id, ratio: 0.5 },
      },
    }),
};
