import { expect } from '@open-wc/testing';
import * as afterPaint from '../../src/after-paint.ts';
import * as couponLate from '../../src/coupon-late.ts';
import type { InlayEvents } from '../../src/core/events.ts';
import { setLateLoader } from '../../src/core/late.ts';
import * as pointsLate from '../../src/core/points-late.ts';
import { until } from '../support/card.ts';
import { sampleCampaign } from '../support/campaigns.ts';
import { clearCoupons, mountCoupon } from '../support/coupon.ts';
import { clearPoints, mountPoints } from '../support/points-widget.ts';
import { sampleItem } from '../support/rewards.ts';

const chunks: Record<string, object> = { 'claim-late': couponLate, 'points-late': pointsLate };
setLateLoader((chunk) => Promise.resolve(chunks[chunk] ?? afterPaint));

// Every plant is in `test/core/models/planted-faults.test.ts`; here a few go through the real elements.
const names = ['inlay-ready', 'inlay-empty', 'inlay-error'] as const;
const whole = sampleCampaign('SHANLAN-WELCOME');
const coupons: [what: string, rule: string, campaign: object][] = [
  ['C1 without its organiser', 'C1', { ...whole, rules: { ...whole.rules, organiser: '' } }],
  ['C1 with a face value of nought', 'C1', { ...whole, coupon: { ...whole.coupon, faceValueFen: 0 } }],
  ['C4 that promises', 'C4', { ...whole, title: '免 费领咖啡' }],
  ['C6 for a deposit', 'C6', { ...whole, trigger: 'deposit' }],
  ['C7 that asks for a consent', 'C7', { ...whole, consentPreTicked: true }],
  ['C8 that ends before it begins', '', { ...whole, endsAt: whole.startsAt }],
];
const items: [what: string, rule: string, item: Record<string, unknown>][] = [
  ['P1 without a cap', 'P1', sampleItem({ caps: {} })],
  ['P1 with a price of nought', 'P1', sampleItem({ price: { kind: 'points', points: 0 } })],
  ['P1 without its rules', 'P1', sampleItem({ rules: undefined })],
  ['P4 for cash', 'P4', sampleItem({ name: '积分提现' })],
  ['P1 of half a point', '', sampleItem({ price: { kind: 'points', points: 0.5 } })],
];

describe('a fault of the bank’s, planted', () => {
  let heard: [string, string[]][] = [];
  const listen = (event: Event) => {
    const { detail } = event as CustomEvent<InlayEvents['inlay-empty']>;
    heard.push([event.type, detail.rules ?? []]);
  };
  before(() => names.forEach((name) => document.addEventListener(name, listen)));
  after(() => names.forEach((name) => document.removeEventListener(name, listen)));
  beforeEach(() => (heard = []));
  afterEach(() => {
    clearCoupons();
    clearPoints();
  });

  /** One event, no button to claim or to leave with, and without a form to read not even a retry. */
  function refused(element: HTMLElement & { renderRoot: ParentNode }, rule: string): void {
    expect(heard).to.deep.equal([rule ? ['inlay-empty', [rule]] : ['inlay-error', []]]);
    expect(element.renderRoot.querySelectorAll('button')).to.have.length(0);
    const told = element.renderRoot.querySelector<HTMLElement>('.base')!.innerText.trim();
    expect(!!told, told).to.equal(!rule);
  }

  for (const [what, rule, campaign] of coupons)
    it(`has no button: a campaign ${what}`, async () => {
      const { element } = await mountCoupon(
        {},
        { before: (fake) => fake.answer('/v1/campaigns', { items: [campaign] }) },
      );
      await until('an end', () => heard.length);
      refused(element, rule);
    });

  for (const [what, rule, item] of items)
    it(`has no button: an item ${what}`, async () => {
      const { element } = await mountPoints({}, { shows: '.base', script: (bank) => void (bank.item = item) });
      await until('an end', () => heard.length);
      await until('the end drawn', () => !element.renderRoot.querySelector('.skeleton'));
      refused(element, rule);
    });
});
