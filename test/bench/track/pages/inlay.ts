import type { Inlay } from '../../../../src/core/inlay.ts';

// As a partner calls it: the queue takes what comes before the script, and consent comes from the partner's own dialogue.
const page = window as unknown as { inlay?: unknown[] };
const queue = (page.inlay ??= []);
// Without a widget on the page nothing starts by itself.
queue.push(['init', {}]);
queue.push(['consent', { service: 'granted', marketing: 'granted', experience: 'granted' }]);

let inlay: Inlay | undefined;
window.tracker = {
  ready: new Promise<void>((done) =>
    queue.push((ready: Inlay) => {
      inlay = ready;
      done();
    }),
  ),
  // The way a widget tracks; a partner has no call of his own for it.
  track: (id) => inlay?.ports.tracker.track('wealth_card_exposed', { product: 'FN30D02A', placement: id, ratio: 0.5 }),
};
