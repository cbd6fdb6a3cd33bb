import { expect } from '@open-wc/testing';
import { drawn } from '../support/card.ts';
import { sampleCampaign } from '../support/campaigns.ts';
import { clearCoupons, mountList } from '../support/coupon.ts';
import { refusal } from '../support/fake-inlay.ts';
import type { InlayCouponClaim } from '../../src/widgets/coupon-claim/coupon-claim.ts';

type List = Awaited<ReturnType<typeof mountList>>;
const coupons = (list: List) => list.all<InlayCouponClaim>('inlay-coupon-claim');
const textOf = (coupon: InlayCouponClaim) => coupon.renderRoot.querySelector<HTMLElement>('.base')!.innerText;
const asked = (list: List, path: string) => list.fake.requests.filter((one) => one.path.startsWith(path));

describe('the list of coupons', () => {
  afterEach(clearCoupons);

  it('asks for all named coupons in one request, and shows one that fails by itself', async () => {
    const failed: string[] = [];
    const list = await mountList(
      { campaigns: 'SHANLAN-WELCOME, none-such CASHBACK-5,CASHBACK-5' },
      {
        before: (_, __, element) =>
          element.addEventListener('inlay-error', ({ detail }) => failed.push((detail as { code: string }).code)),
      },
    );
    // Not every engine counts what lies 600 px below as near in a test's window.
    for (const [at, word] of [
      [0, '领取对象'],
      [2, '返现'],
    ] as const) {
      coupons(list)[at]!.scrollIntoView();
      await list.shows('the coupon', () => textOf(coupons(list)[at]!).includes(word));
    }
    expect(coupons(list)).to.have.length(3);
    expect(asked(list, '/v1/campaigns')).to.have.length(1);
    expect(asked(list, '/v1/entitlements')).to.have.length(1);
    expect(failed).to.deep.equal(['not_found']);
    await expect(list.element).to.be.accessible();
  });

  it('has a group with its campaigns in one request; one that is malformed spoils no other', async () => {
    const list = await mountList(
      { group: 'autumn' },
      {
        before: (fake) =>
          fake.answer('/v1/campaigns', {
            items: [
              sampleCampaign('SHANLAN-WEEKLY'),
              { id: 'BAD', coupon: 7 },
              { error: 'not_found' },
              sampleCampaign('CASHBACK-5'),
            ],
          }),
      },
    );
    await list.rest();
    expect(coupons(list).map(({ campaign }) => campaign)).to.deep.equal(['SHANLAN-WEEKLY', 'BAD', 'CASHBACK-5']);
    expect(asked(list, '/v1/campaigns')).to.have.length(1);
    expect(asked(list, '/v1/campaigns')[0]!.path).to.contain('group=autumn');
    // Not every engine counts what lies 600 px below as near in a test's window.
    for (const [at, word] of [
      [0, '领取对象'],
      [2, '返现'],
    ] as const) {
      coupons(list)[at]!.scrollIntoView();
      await list.shows('the coupon', () => textOf(coupons(list)[at]!).includes(word));
    }
    expect(coupons(list)[1]!.renderRoot.querySelector('[role=alert]')).to.not.equal(null);
  });

  it('draws its first four at once, so that none pushes the next down, and measures none that is there', async () => {
    const items = Array.from({ length: 5 }, (_, at) => ({ ...sampleCampaign('CASHBACK-5'), id: `C-${at}` }));
    const list = await mountList(
      { group: 'autumn' },
      {
        before: (fake) => fake.answer('/v1/campaigns', { items }),
      },
    );
    // Nobody has come near them: only what is drawn unasked is there.
    list.element.style.marginTop = '9000px';
    const shown = () => coupons(list).map((one) => !!one.renderRoot.querySelector('.ticket'));
    await list.shows('four coupons', () => shown().filter(Boolean).length === 4);
    expect(shown()).to.deep.equal([true, true, true, true, false]);
    expect(coupons(list).map((one) => one.hasAttribute('settled'))).to.deep.equal(Array(5).fill(false));
  });

  it('says that there is nothing, or what failed, and tries again', async () => {
    const empty: string[] = [];
    const none = await mountList(
      { campaigns: '' },
      {
        before: (_, __, element) =>
          element.addEventListener('inlay-empty', ({ detail }) => empty.push((detail as { reason: string }).reason)),
      },
    );
    expect([empty, none.text().trim()]).to.deep.equal([['no_campaign'], '']);
    let broken = true;
    const list = await mountList(
      { group: 'autumn' },
      {
        before: (fake) =>
          fake.answer('/v1/campaigns', () => (broken ? refusal('timeout') : { items: [sampleCampaign('CASHBACK-5')] })),
      },
    );
    expect(list.find('[role=alert]').innerText).to.contain('4bf92f3577b34da6');
    broken = false;
    list.find('button').click();
    await list.rest();
    expect(coupons(list)).to.have.length(1);
  });

  it('gives its coupons its own language, mode and theme', async () => {
    const list = await mountList({ campaigns: 'CASHBACK-5', locale: 'en', mode: 'elder', theme: 'dark' });
    await list.rest();
    expect(textOf(coupons(list)[0]!)).to.contain('Who may claim');
    expect(coupons(list)[0]!.renderRoot.querySelector('.base')!.className).to.match(/elder.*dark/);
  });

  it('makes a thousand coupons of which only those near the screen are drawn', async () => {
    const items = Array.from({ length: 1000 }, (_, i) => ({ ...sampleCampaign('CASHBACK-5'), id: `C${i}` }));
    const list = await mountList({ group: 'many' }, { before: (fake) => fake.answer('/v1/campaigns', { items }) });
    await list.rest();
    await drawn();
    const all = coupons(list);
    expect(all).to.have.length(1000);
    const shown = all.filter((one) => one.renderRoot?.querySelector('h3')).length;
    expect(shown).to.be.within(1, 40);
    all[700]!.scrollIntoView();
    await list.shows('the coupon', () => all[700]!.renderRoot.querySelector('h3'));
    expect(asked(list, '/v1/campaigns')).to.have.length(1);
  });
});
