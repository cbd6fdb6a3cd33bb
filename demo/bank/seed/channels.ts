import { ownChannel } from '../own-channel.ts';
import { bankName, type Locale, say } from './texts.ts';
import ownAccount from './wechat-account.json' with { type: 'json' };

/** One dated rule of a channel policy, as the contract has it. */
export interface ChannelRule {
  id: string;
  host: string;
  account?: string;
  region?: string;
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

const app: ChannelRule = {
  id: 'app-open',
  host: '*',
  productClass: 'app',
  verb: 'show',
  verdict: 'redirect',
  target: 'bank_app',
  ...always,
};

/** A coupon is shown, claimed and used on a partner's page; a campaign that needs the bank's own eyes says so itself. */
const coupon: ChannelRule = { id: 'coupon', host: '*', productClass: 'coupon', verb: '*', verdict: 'allow', ...always };

/** Where no wealth product or fund may be, and says so to whoever asks; see `profile` (W18). */
const never = (productClass: string): ChannelRule => ({
  ...show(productClass),
  id: `${productClass}-never`,
  verb: '*',
  verdict: 'hide',
});

/** What the bank has on record for one partner's channels. */
export interface Channels {
  /** The day from which the rules count, `YYYY-MM-DD`. */
  version: string;
  rules: ChannelRule[];
  /** What kind of pages the contract is for, unless they are of the standard kind: no wealth product on these two (W18). */
  profile?: 'cashier' | 'minor';
  /** Where the customers of these pages are, by the code of six digits of GB/T 2260; left out where the bank does not know. */
  region?: string;
  /** Placements that the bank pays for: what stands there is an advertisement (R9). */
  paid?: string[];
  /** Placements that moved and accounts that were merged, old id to new. */
  aliases?: { placements?: Record<string, string>; accounts?: Record<string, string> };
}

/**
 * The rules per partner. `weishi` stops showing wealth products on 2027-01-01 and says so a month before; the bank's own
 * account is the standing example: some purchases go to the app from 2025-07-10 and all from 2025-09-11, and the
 * corporate account closes on 2025-07-31 in favour of another one. Pages of another kind have a contract, an id and an
 * origin of their own: the travel partner's cashier, and the weekly's edition for minors. The weekly is read in Zhejiang, and
 * the bank pays for the place at the end of its article.
 */
export const channels: Record<string, Channels> = {
  lvtu: {
    version: '2026-11-01',
    rules: [show('wealth'), buy('wealth'), show('fund'), buy('fund'), app, coupon],
    aliases: { placements: { 'hotel-old': 'hotel-detail' } },
  },
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
      app,
      coupon,
    ],
  },
  chengwei: { version: '2026-11-27', region: '330000', paid: ['article-end'], rules: [app, coupon] },
  'lvtu-pay': { version: '2026-11-27', profile: 'cashier', rules: [never('wealth'), never('fund'), coupon] },
  'chengwei-young': { version: '2026-11-27', profile: 'minor', rules: [never('wealth'), never('fund'), app] },
  [ownChannel]: {
    version: ownAccount.version,
    rules: [...(ownAccount.rules as ChannelRule[]), show('fund'), sell('fund'), app, coupon],
    aliases: { accounts: { 'qinghe-direct': 'qinghe-retail' } },
  },
};

/** The bank's apps; the direct bank's ends, and its customers go on in the main one. */
export const apps = {
  ...ownAccount.apps,
  'qinghe-direct': {
    name: say('青禾直销银行App', '青禾直銷銀行App', 'Qinghe Direct app'),
    scheme: 'qinghedirect',
    package: 'com.qinghe.direct',
    wechat: '',
    stores: { ios: '', android: '', harmony: '' },
    until: '2026-06-30T00:00:00+08:00',
    successor: 'qinghe',
  },
};

/** The places a rule may lead to, for the origin customers see. */
export const targetsAt = (origin: string) => ({
  bank_page: { kind: 'h5', name: bankName, origin, path: '/h5/open' },
  bank_app: { ...ownAccount.targets.bank_app, origin },
  direct_app: { ...ownAccount.targets.bank_app, name: apps['qinghe-direct'].name, origin, app: 'qinghe-direct' },
  micro_bank: { ...ownAccount.targets.micro_bank, origin },
  bank_mini: {
    kind: 'mini-program',
    name: say('青禾银行小程序', '青禾銀行小程序', 'Qinghe Bank mini-program'),
    origin,
    path: '/h5/open',
    wechat: { id: 'gh_5e4d3c2b1a0f', path: 'pages/home/index.html' },
  },
});
