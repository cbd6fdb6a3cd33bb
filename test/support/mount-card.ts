import './late.ts';
import type { InlayEvents } from '../../src/core/events.ts';
import { createWealthCard, type WealthCardParams, type WealthCardView } from '../../src/core/models/wealth-card.ts';
import { createFakeInlay, settle, type FakeInlay, type FakeOptions } from './fake-inlay.ts';
import { samplePolicy } from './products.ts';

type Told = [name: keyof InlayEvents, detail: unknown];

/** Mounts a headless card on a fake Inlay. */
export function mount(fake: FakeInlay, product: string, more: Partial<WealthCardParams> = {}) {
  const events: Told[] = [];
  const model = createWealthCard(fake.inlay, { product, placement: 'hotel-detail', ...more }, (name, detail) => {
    events.push([name, detail]);
    return true;
  });
  return { model, events, view: () => (model.getState() as { view: WealthCardView }).view };
}

/** Mounts a card on a fake Inlay of its own, scripted before, and lets it load. */
export async function card(product: string, options?: FakeOptions, script?: (fake: FakeInlay) => void) {
  const fake = createFakeInlay(options);
  script?.(fake);
  const mounted = mount(fake, product);
  await settle();
  return { fake, ...mounted };
}

/** The sample policy with purchase allowed. */
export function allowing(more: object = {}) {
  const rules = [{ id: 'all', host: '*', productClass: '*', verb: '*', verdict: 'allow' }];
  return { ...samplePolicy(), rules, ...more };
}
