import * as afterPaint from '../../src/after-paint.ts';
import * as couponLate from '../../src/coupon-late.ts';
import { setLateLoader } from '../../src/core/late.ts';
import { InlayCouponClaim } from '../../src/widgets/coupon-claim/coupon-claim.ts';
import { InlayCouponList } from '../../src/widgets/coupon-list/coupon-list.ts';
import { drawn } from './card.ts';
import { addClaimBank, type ClaimBank } from './claim-bank.ts';
import { createFakeInlay, type FakeInlay, type FakeOptions } from './fake-inlay.ts';
import { member } from './member.ts';

setLateLoader((chunk) => Promise.resolve(chunk === 'claim-late' ? couponLate : afterPaint));
if (!customElements.get('inlay-coupon-claim')) customElements.define('inlay-coupon-claim', InlayCouponClaim);
if (!customElements.get('inlay-coupon-list')) customElements.define('inlay-coupon-list', InlayCouponList);

/** A coupon, or a list of them, on the test page with a fake Inlay and a bank behind it. */
export interface Mounted<E extends HTMLElement> {
  element: E;
  fake: FakeInlay;
  bank: ClaimBank;
  /** The first match inside the widget. */
  find<N extends Element = HTMLElement>(selector: string): N;
  all<N extends Element = HTMLElement>(selector: string): N[];
  text(): string;
  /** Lets everything asked for be answered and drawn. */
  rest(): Promise<void>;
  /** Waits until something can be seen, letting time and answers pass; fails by name after 5 s. */
  shows(what: string, holds: () => unknown): Promise<void>;
}

/** What a coupon shall be, and what is done before it goes onto the page. */
export interface CouponMount extends FakeOptions {
  before?: (fake: FakeInlay, bank: ClaimBank, element: HTMLElement) => void;
  /** Width of the box around it, px. */
  width?: number;
  /** Does not wait for it to have drawn its coupon. */
  early?: boolean;
}

const holders: HTMLElement[] = [];

async function put<E extends HTMLElement & { inlay?: unknown; renderRoot: ParentNode }>(
  tag: string,
  attributes: Record<string, string>,
  { before, width = 343, early, ...options }: CouponMount,
): Promise<Mounted<E>> {
  const fake = createFakeInlay({ session: member, ...options });
  const bank = addClaimBank(fake);
  const element = document.createElement(tag) as unknown as E;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.inlay = fake.inlay;
  before?.(fake, bank, element);
  const holder = document.createElement('div');
  holder.style.width = `${width}px`;
  holder.append(element);
  document.body.append(holder);
  holders.push(holder);
  const mounted: Mounted<E> = {
    element,
    fake,
    bank,
    find: <N extends Element>(selector: string) => element.renderRoot.querySelector<N>(selector)!,
    all: <N extends Element>(selector: string) => [...element.renderRoot.querySelectorAll<N>(selector)],
    text: () => element.renderRoot.querySelector<HTMLElement>('.base')!.innerText,
    async rest() {
      for (let turn = 0; turn < 4; turn++) {
        await fake.clock.advance(0);
        await new Promise((resolve) => setTimeout(resolve));
      }
      await drawn();
    },
    async shows(what, holds) {
      for (const end = Date.now() + 5000; !holds(); await mounted.rest())
        if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    },
  };
  await mounted.rest();
  if (!early) await mounted.shows('the coupon', () => mounted.find('.base') && !mounted.find('.skeleton'));
  return mounted;
}

/** Puts one coupon onto the page and waits until it has settled. */
export const mountCoupon = (attributes: Record<string, string> = {}, options: CouponMount = {}) =>
  put<InlayCouponClaim>(
    'inlay-coupon-claim',
    { campaign: 'SHANLAN-WELCOME', placement: 'test', loading: 'eager', theme: 'light', ...attributes },
    options,
  );

/** Puts a list onto the page. */
export const mountList = (attributes: Record<string, string>, options: CouponMount = {}) =>
  put<InlayCouponList>('inlay-coupon-list', { placement: 'test', theme: 'light', ...attributes }, options);

/** Takes everything off the page again. */
export function clearCoupons(): void {
  holders.splice(0).forEach((holder) => holder.remove());
}
