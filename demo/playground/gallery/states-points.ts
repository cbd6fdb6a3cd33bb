import { said } from '../say.ts';
import type { AtBank, State } from './states.ts';

const show = (item: string) => ({ item, placement: 'gallery' });
const quote = { prefix: '/v1/points/quotes', method: 'POST' } as const;
const tap = said('点下面的按钮', 'Tap the button below');

/** A state of the bank's own page; on a partner's page nothing of it exists (P2, P5). */
const atBank = (wish: AtBank): Pick<State, 'attributes' | 'atBank' | 'user' | 'long'> => ({
  attributes: { item: wish.item, placement: 'bank-redeem' },
  atBank: wish,
  user: '',
  long: true,
});

/** The states of the points redemption: those of a partner's page, then those of the bank's own. */
export const pointsStates: readonly State[] = [
  {
    id: 'ready',
    title: said('兑换券', 'A coupon'),
    about: said(
      '价格、上限、退换规则都在（P1）；余额只在银行页面（P5）。',
      'Price, caps and the rule of return are there (P1); the balance is on the bank’s page only (P5).',
    ),
    attributes: show('LATTE-26'),
  },
  {
    id: 'goods',
    title: said('积分加现金', 'Points and money'),
    about: said(
      '每件 3,000 积分另付 29.00 元，可选件数。',
      '3,000 points and 29.00 yuan each; the number can be chosen.',
    ),
    attributes: show('SHANLAN-MUG'),
  },
  {
    id: 'bill',
    title: said('抵账单', 'Off the card bill'),
    about: said('自选积分数，100 积分抵 1 元。', 'As many points as one likes, 100 for a yuan.'),
    attributes: show('BILL-DEDUCT'),
    long: true,
  },
  {
    id: 'order',
    title: said('抵订单', 'Off an order'),
    about: said('不超过这笔订单的 688.00 元。', 'Never more than this order’s 688.00 yuan.'),
    attributes: { ...show('ORDER-DEDUCT'), order: 'LT1205-0688', amount: '68800' },
    long: true,
  },
  {
    id: 'bad-order',
    title: said('订单金额写错', 'A wrong amount'),
    about: said(
      '属性写错：不猜，说清楚要什么。',
      'A slip in an attribute: no guess, and the event says what is wanted.',
    ),
    attributes: { ...show('ORDER-DEDUCT'), order: 'LT1205-0688', amount: '688.00' },
  },
  {
    id: 'sold-out',
    title: said('已兑完', 'All gone'),
    about: said('没有货了，按钮停用。', 'None are left; the button is off.'),
    attributes: show('SHANLAN-MUG-OUT'),
  },
  {
    id: 'closed',
    title: said('已下架', 'Closed'),
    about: said('不再提供，规则仍可查。', 'Not offered any more; its rules can still be read.'),
    attributes: show('SHANLAN-MUG-OLD'),
  },
  {
    id: 'signed-out',
    title: said('未登录', 'Signed out'),
    about: said('没有会话也能看，去银行时再确认是谁。', 'It can be seen without a session; the bank asks who it is.'),
    attributes: show('LATTE-26'),
    user: '',
    long: true,
  },
  {
    id: 'leaving',
    title: said('正在离开', 'Leaving'),
    about: said('报价在路上，按钮转圈；银行 8 秒后回答。', 'The quote is on its way; the bank answers after 8 s.'),
    attributes: show('LATTE-26'),
    faults: [{ ...quote, delayMs: 8_000 }],
    tap,
  },
  {
    id: 'refused',
    title: said('被拒', 'Refused'),
    about: said('上限已满：一句话，人还在原处。', 'The cap is reached: one sentence, and nobody was sent anywhere.'),
    attributes: show('LATTE-26'),
    faults: [{ ...quote, code: 'quota_reached' }],
    tap,
    loud: true,
  },
  {
    id: 'cash',
    title: said('积分变现', 'Points for cash'),
    about: said('不合规的商品不展示（P4）。', 'An unlawful item is not shown (P4).'),
    attributes: show('POINTS-CASH'),
    empty: true,
  },
  {
    id: 'unknown',
    title: said('没有这件商品', 'No such item'),
    about: said('银行没有这个编号。', 'The bank knows no such id.'),
    attributes: show('NOTHING'),
    loud: true,
  },
  {
    id: 'no-rule',
    title: said('没有退换规则', 'No rule of return'),
    about: said('缺了退换规则，商品不展示（P1）。', 'Without its rule of return the item is not shown (P1).'),
    attributes: show('POINTS-NORULE'),
    empty: true,
  },
  {
    id: 'loading',
    title: said('加载中', 'Loading'),
    about: said('骨架；银行 9 秒后才回答。', 'The skeleton; the bank answers after 9 s.'),
    attributes: show('LATTE-26'),
    faults: [{ prefix: '/v1/reward-items/', delayMs: 9_000 }],
  },
  {
    id: 'error',
    title: said('加载失败', 'Failed'),
    about: said('银行答 429，稍后再来。', 'The bank answers 429: later.'),
    attributes: show('LATTE-26'),
    faults: [{ prefix: '/v1/reward-items/', status: 429, retryAfter: 60 }],
    loud: true,
  },
  {
    id: 'balance',
    title: said('银行页面：余额', 'At the bank: the balance'),
    about: said(
      '青禾银行自己的页面：余额带时间（P6），点一下才确认（P2）。合作方页面永远没有余额（P5）。',
      'The bank’s own page: the balance with its time (P6), confirmed by a tap alone (P2). On a partner’s page there is none (P5).',
    ),
    ...atBank({ item: 'LATTE-26' }),
  },
  {
    id: 'code',
    title: said('银行页面：验证码', 'At the bank: the code'),
    about: said(
      '5,200 积分超过免验上限，银行发一次性验证码，只在银行页面输入（P2）。',
      '5,200 points are above the limit: the bank sends a one-time code, to be typed on its own page alone (P2).',
    ),
    ...atBank({ item: 'LATTE-26', quantity: 2 }),
    tap,
    loud: true,
  },
  {
    id: 'receipt',
    title: said('银行页面：回执', 'At the bank: the receipt'),
    about: said(
      '银行说成了才算成：回执号、积分、时间（P3）。',
      'Done when the bank says so: receipt, points, time (P3).',
    ),
    ...atBank({ item: 'LATTE-26', done: 'confirmed' }),
  },
  {
    id: 'released',
    title: said('银行页面：已退回', 'At the bank: released'),
    about: said(
      '发放方没给，积分已退回，照实说（P3）。',
      'The target refused; the points are back, and it says so (P3).',
    ),
    ...atBank({ item: 'LATTE-26', done: 'released' }),
  },
];
