import type { Fault } from '../../bank/faults.ts';
import type { PartnerId } from '../../ports.ts';
import { said, type Said } from '../say.ts';
import { bannerStates } from './states-banner.ts';
import { couponStates, listStates } from './states-coupon.ts';
import { pointsStates } from './states-points.ts';
import { wealthStates } from './states-wealth.ts';

/** A tag of the SDK. */
export type WidgetName = 'wealth-card' | 'coupon-claim' | 'coupon-list' | 'points-redeem' | 'app-banner';

/** A claim that the bank has of the visitor before he comes. */
export interface Before {
  campaign: string;
  /** Days ago; today without it. */
  daysAgo?: number;
  used?: boolean;
}

/** What of an item a customer has at the bank: the state is then on the bank's own page, the one place for balance and code. */
export interface AtBank {
  item: string;
  quantity?: number;
  /** What became of it before he came to the page. */
  done?: 'confirmed' | 'released';
}

/** One state of a widget and how the sandbox brings it about. */
export interface State {
  /** In the address. */
  id: string;
  title: Said;
  /** What is to be seen, and by which rule. */
  about: Said;
  attributes: Readonly<Record<string, string>>;
  /** The partner whose page it is; `lvtu` without it. */
  partner?: PartnerId;
  /** The partner's user; one of its own for this state without it, nobody when empty. */
  user?: string;
  /** Played by the bank to this page alone. */
  faults?: readonly Omit<Fault, 'origin'>[];
  before?: Before;
  atBank?: AtBank;
  /** The bank's time while it is shown, RFC 3339. */
  clock?: string;
  /** What is to be tapped to come to it. */
  tap?: Said;
  /** The browser says in its console that a request failed, and is right. */
  loud?: true;
  /** Longer than a usual one: its page would keep more room than `inlay.css` does, as that file says. */
  long?: true;
  /** Nothing is shown but what the page put into the tag. */
  empty?: true;
}

/** A widget with its states, the usual one first. */
export interface Specimen {
  name: WidgetName;
  title: Said;
  about: Said;
  /** What the page has in the tag for those who cannot see the widget: path at the bank, and words. */
  wayOut: { path: string; words: string };
  states: readonly State[];
}

/** The whole gallery. */
export const specimens: readonly Specimen[] = [
  {
    name: 'wealth-card',
    title: said('理财产品卡', 'Wealth product card'),
    about: said(
      '一款理财或基金，带齐法定披露，一个按钮去银行。',
      'One wealth product or fund with everything that must be disclosed, and one way to the bank.',
    ),
    wayOut: { path: '/h5/products/FN30D02A', words: '在青禾银行查看理财产品' },
    states: wealthStates,
  },
  {
    name: 'coupon-claim',
    title: said('领券', 'Coupon'),
    about: said('一张券，领之前看得清，领之后说得准。', 'One coupon: clear before it is claimed, true after.'),
    wayOut: { path: '/h5/campaigns/LVTU-STAY', words: '在青禾银行查看优惠券' },
    states: couponStates,
  },
  {
    name: 'coupon-list',
    title: said('券列表', 'Coupon list'),
    about: said('几张券，一次请求。', 'Several coupons in one request.'),
    wayOut: { path: '/h5/campaigns/SHANLAN-WELCOME', words: '在青禾银行查看活动' },
    states: listStates,
  },
  {
    name: 'points-redeem',
    title: said('积分兑换', 'Points redemption'),
    about: said(
      '合作方页面只看与选，确认与余额都在银行。',
      'The partner’s page shows and chooses; the bank confirms, and alone knows the balance.',
    ),
    wayOut: { path: '/h5/open', words: '在青禾银行兑换' },
    states: pointsStates,
  },
  {
    name: 'app-banner',
    title: said('去 App', 'App banner'),
    about: said(
      '按渠道政策带人去对的地方，结果照实说。',
      'Leads where the channel policy says, and tells truly what came of it.',
    ),
    wayOut: { path: '/h5/open', words: '打开青禾银行' },
    states: bannerStates,
  },
];

/** Finds a state by its address; a widget's first state stands for none. */
export function findState(name: string | undefined, id?: string): { specimen: Specimen; state: State } | undefined {
  const specimen = specimens.find((one) => one.name === name);
  const state = specimen && (id ? specimen.states.find((one) => one.id === id) : specimen.states[0]);
  return specimen && state && { specimen, state };
}
