import './late.ts';
import type { InlayEvents } from '../../src/core/events.ts';
import { createCouponClaim, type CouponParams, type CouponView } from '../../src/core/models/coupon-claim.ts';
import { addClaimBank, type ClaimBank } from './claim-bank.ts';
import { member } from './member.ts';
import { createFakeInlay, settle, type FakeInlay, type FakeOptions } from './fake-inlay.ts';

export { member };

/** A tap on a coupon that is plain to see. */
export const seen = { dwell: 1200, ratio: 1, visible: true };

/** Options of {@link coupon}. */
export interface CouponOptions extends Partial<CouponParams> {
  fake?: FakeOptions;
  /** Done before the coupon loads. */
  script?: (fake: FakeInlay, bank: ClaimBank) => void;
  /** Hears each event and may answer `false` to stop it. */
  hear?: (name: keyof InlayEvents, detail: unknown) => boolean | void;
}

/** Mounts a headless coupon on a fake Inlay. */
export function mountCoupon(fake: FakeInlay, { hear, ...more }: CouponOptions = {}) {
  const events: [keyof InlayEvents, unknown][] = [];
  const params = { campaign: 'SHANLAN-WELCOME', placement: 'order-done', ...more };
  const model = createCouponClaim(fake.inlay, params, (name, detail) => {
    events.push([name, detail]);
    return hear?.(name, detail) !== false;
  });
  const view = () => (model.getState() as { view: CouponView }).view;
  return {
    model,
    events,
    view,
    stage: () => view().stage,
    names: () => events.map(([name]) => name),
    tap: async () => {
      void model.act(seen, true);
      await settle();
    },
  };
}

/** Lets what waits for the end of the task run, and what follows of it. */
export async function turn(fake: FakeInlay): Promise<void> {
  for (let i = 0; i < 4; i++) await fake.clock.advance(0);
}

/** Mounts a coupon for a signed-in user with a bank of its own behind it, and lets it load. */
export async function coupon(options: CouponOptions = {}) {
  const { fake: given, script, ...rest } = options;
  const fake = createFakeInlay({ session: member, ...given });
  const bank = addClaimBank(fake);
  script?.(fake, bank);
  const mounted = mountCoupon(fake, rest);
  await turn(fake);
  return { fake, bank, ...mounted, turn: () => turn(fake) };
}
