import { ownChannel } from '../own-channel.ts';
import { type Locale, say } from './texts.ts';

/** One dated rule of a channel policy, as the contract has it. */
export interface ChannelRule {
  id: string;
  host: string;
  productClass: string;
  verb: string;
  verdict: 'allow' | 'notice' | 'redirect' | 'hide';
  target?: string;
  from?: string | null;
  until?: string | null;
  noticeDays?: number;
  notice?: Record<Locale, string>;
}

const moved = say(
  '2025年9月11日起，本渠道不再提供购买，请在青禾银行办理。',
  '2025年9月11日起，本渠道不再提供購買，請在青禾銀行辦理。',
  'Since 11 September 2025 purchases are no longer offered here. Please go to Qinghe Bank.',
);
const leaving = say(
  '2027年1月1日起，本页面不再展示理财产品，请在青禾银行查看。',
  '2027年1月1日起，本頁面不再展示理財產品，請在青禾銀行查看。',
  'From 1 January 2027 wealth products are no longer shown on this page. Please see them at Qinghe Bank.',
);

const always = { from: null, until: null } as const;
const show = (productClass: string): ChannelRule => ({
  id: `${productClass}-view`,
  host: '*',
  productClass,
  verb: 'show',
  verdict: 'allow',
  ...always,
});
/** On the bank's own pages nothing has moved: it sells there itself. */
const sell = (productClass: string): ChannelRule => ({
  ...show(productClass),
  id: `${productClass}-sell`,
  verb: 'buy',
});
const buy = (productClass: string): ChannelRule => ({
  id: `${productClass}-buy`,
  host: '*',
  productClass,
  verb: 'buy',
  verdict: 'redirect',
  target: 'bank_page',
  from: '2025-09-11T00:00:00+08:00',
  until: null,
  noticeDays: 30,
  notice: moved,
});

/** A coupon is shown, claimed and used on a partner's page; a campaign that needs the bank's own eyes says so itself. */
const coupon: ChannelRule = { id: 'coupon', host: '*', productClass: 'coupon', verb: '*', verdict: 'allow', ...always };

/** The rules per channel, the bank's own among them; `weishi` stops showing wealth products on 2027-01-01 and says so a month before. */
export const channelRules: Record<string, { version: string; rules: ChannelRule[] }> = {
  [ownChannel]: { version: '2026-11-01', rules: [show('wealth'), sell('wealth'), show('fund'), sell('fund'), coupon] },
  lvtu: { version: '2026-11-01', rules: [show('wealth'), buy('wealth'), show('fund'), buy('fund'), coupon] },
  weishi: {
    version: '2026-11-15',
    rules: [
      {
        ...show('wealth'),
        id: 'wealth-end',
        verdict: 'hide',
        from: '2027-01-01T00:00:00+08:00',
        noticeDays: 31,
        notice: leaving,
      },
      { ...show('wealth'), until: '2027-01-01T00:00:00+08:00' },
      buy('wealth'),
      show('fund'),
      buy('fund'),
      coupon,
    ],
  },
};
