import { addDays, addMonths } from '../../bank/clock.ts';
import { said, type Said } from '../say.ts';

/** What a customer must find on the page. */
export interface Look {
  /** The widget: its tag and what it is about. */
  tag: string;
  key: string;
  says: Said;
  /** Words that stand in it, as a pattern. */
  has?: string;
  /** Words that must not. */
  lacks?: string;
  /** Label of a button that can be tapped. */
  button?: string;
  /** It takes up no room: there is nothing to show. */
  gone?: true;
}

/** One stop of a story. */
export interface Step {
  title: Said;
  /** The bank's time, RFC 3339 in Shanghai; the clock stands still there. */
  at: string;
  scene: string;
  page: string;
  host?: string;
  /** Place of the partner's user among the scene's users. */
  user?: string;
  /** What happens before, by the sandbox's switches: path and body. */
  acts?: readonly (readonly [path: string, body: object])[];
  looks: readonly Look[];
  /** The clock then runs on over this instant, the page stays open, and finds this. */
  crosses?: { to: string; looks: readonly Look[] };
}

/** A story of the calendar: plays by itself, or step by step. */
export interface Story {
  id: string;
  title: Said;
  about: Said;
  steps: readonly Step[];
}

const at = (day: string, time: string) => `${day}T${time}+08:00`;
const before = (day: string) => at(addDays(day, -1), '23:59:00');

const fixed = { tag: 'inlay-wealth-card', key: 'FN30D02A' };
const mixed = { tag: 'inlay-wealth-card', key: 'CS00M01A' };
const corporate = { tag: 'inlay-app-banner', key: 'corporate' };
const buys = (card: { tag: string; key: string }, says: Said): Look => ({ ...card, says, button: '^购买$' });
const views = (card: { tag: string; key: string }, says: Said): Look => ({ ...card, says, button: '^查看详情$' });
const home = { scene: 'bank', page: 'home', host: 'wechat-ios' };
const account = { scene: 'bank', page: 'corporate', host: 'wechat-ios' };

/** The standing example: purchases leave the WeChat account in two steps, and another account closes between them. */
const cutOver: Story = {
  id: 'cut-over',
  title: said('渠道切换：2025-07-10 与 2025-09-11', 'The channel cut-over of 10 July and 11 September 2025'),
  about: said(
    '微信里的理财购买分两步迁往App，对公服务号在 7 月 31 日关闭。页面开着不动，到点自己变。',
    'Purchases leave WeChat for the app in two steps, and the account for companies closes on 31 July. A page left open turns by itself.',
  ),
  steps: [
    {
      ...home,
      title: said('平常日子', 'An ordinary day'),
      at: at('2025-06-09', '10:00:00'),
      looks: [
        buys(fixed, said('固收类可以在微信里买', 'Fixed income is sold in WeChat')),
        { ...fixed, says: said('没有迁移预告', 'Nothing is announced'), lacks: '请在青禾银行App购买' },
        buys(mixed, said('混合类也可以', 'So are mixed products')),
      ],
    },
    {
      ...home,
      title: said('提前 30 天预告', 'Announced 30 days ahead'),
      at: at('2025-06-10', '09:00:00'),
      looks: [
        { ...fixed, says: said('固收类开始预告', 'Fixed income is announced'), has: '2025年7月10日起，固定收益类' },
        buys(fixed, said('今天还可以买', 'It is still sold today')),
        { ...mixed, says: said('混合类不受影响', 'Mixed products are not concerned'), lacks: '2025年7月10日' },
      ],
    },
    {
      ...account,
      title: said('对公服务号预告停办', 'The account for companies announces its end'),
      at: at('2025-07-01', '09:00:00'),
      looks: [
        { ...corporate, says: said('横幅预告去处', 'The banner says where it goes'), has: '将于2025年7月31日停止服务' },
      ],
    },
    {
      ...home,
      title: said('第一步：跨过 7 月 10 日零点', 'Step one: over midnight of 10 July'),
      at: before('2025-07-10'),
      looks: [buys(fixed, said('23:59，固收类还能买', '23:59: fixed income is still sold'))],
      crosses: {
        to: at('2025-07-10', '00:00:00'),
        looks: [
          views(fixed, said('零点一过，不再能买', 'Past midnight it is not')),
          buys(mixed, said('混合类照旧', 'Mixed products go on as before')),
        ],
      },
    },
    {
      ...account,
      title: said('账号在 7 月 31 日关闭', 'The account closes on 31 July'),
      at: before('2025-07-31'),
      looks: [
        { ...corporate, says: said('前一夜还是预告', 'An announcement the night before'), has: '将于2025年7月31日' },
      ],
      crosses: {
        to: at('2025-07-31', '00:00:00'),
        looks: [
          {
            ...corporate,
            says: said('服务移到青禾微银行', 'Its services move to Qinghe Micro Bank'),
            has: '青禾微银行',
          },
        ],
      },
    },
    {
      ...home,
      title: said('第二步：跨过 9 月 11 日零点', 'Step two: over midnight of 11 September'),
      at: before('2025-09-11'),
      looks: [
        buys(mixed, said('23:59，混合类还能买', '23:59: mixed products are still sold')),
        { ...mixed, says: said('已经预告', 'It is announced'), has: '2025年9月11日起，所有理财产品' },
      ],
      crosses: {
        to: at('2025-09-11', '00:00:00'),
        looks: [
          views(mixed, said('零点一过，全部去App', 'Past midnight all go to the app')),
          views(fixed, said('固收类仍在App', 'Fixed income stays there')),
        ],
      },
    },
    {
      scene: 'bank',
      page: 'home',
      title: said('同一时刻，微信之外', 'The same moment outside WeChat'),
      at: at('2025-09-11', '09:00:00'),
      looks: [buys(mixed, said('银行自己的网页照常销售', 'The bank’s own page sells as ever'))],
    },
  ],
};

/** The partner that stops showing wealth products. */
const leaves: Story = {
  id: 'partner-leaves',
  title: said('味食停止展示理财：2027-01-01', 'Weishi stops showing wealth products on 1 January 2027'),
  about: said(
    '提前一个月预告，到点整张卡片收起，餐厅页面不动一个像素以外的地方。',
    'Announced a month ahead; on the day the card closes and the page goes on.',
  ),
  steps: [
    {
      scene: 'food',
      page: 'menu',
      title: said('一个月前', 'A month before'),
      at: at('2026-12-01', '12:00:00'),
      looks: [{ ...mixed, says: said('卡片预告停办', 'The card announces it'), has: '2027年1月1日起' }],
    },
    {
      scene: 'food',
      page: 'menu',
      title: said('跨年的零点', 'New Year’s midnight'),
      at: before('2027-01-01'),
      looks: [{ ...mixed, says: said('前一夜还在', 'Still there the night before'), button: '查看' }],
      crosses: {
        to: at('2027-01-01', '00:00:00'),
        looks: [{ ...mixed, says: said('零点一过，卡片收起', 'Past midnight the card is gone'), gone: true }],
      },
    },
  ],
};

const coupon = (key: string) => ({ tag: 'inlay-coupon-claim', key });
const order = { scene: 'travel', page: 'order' };
const spend = (customer: string, day: string, amountFen: number) =>
  ['/sandbox/spends', { customer, amountFen, at: at(day, '10:00:00') }] as const;
const claim = (customer: string, campaign: string) => ['/sandbox/claims', { customer, campaign }] as const;
const monthDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** 迎新礼: a gift of six coupons of which three become active in a month. `day` is the 20th of the month after the sample data's. */
function welcome(day: string): Story {
  const gift = coupon('SHANLAN-WELCOME');
  const next = addMonths(`${day.slice(0, 7)}-01`, 1);
  const user = { ...order, user: '4' };
  return {
    id: 'welcome-gift',
    title: said('山岚咖啡迎新礼', 'Shanlan Coffee: the welcome gift'),
    about: said(
      '新卡 60 日内消费满 99 元，得 6 张券：当月生效 3 张，次月 1 日再生效 3 张，每张 30 日有效。',
      'Six coupons for a payment of CNY 99 within 60 days of a new card: three at once, three on the 1st, each for 30 days.',
    ),
    steps: [
      {
        ...user,
        title: said('新卡还没消费', 'A new card, nothing paid yet'),
        at: at(day, '09:00:00'),
        looks: [{ ...gift, says: said('差一笔消费', 'One payment is missing'), has: '已完成 0/1' }],
      },
      {
        ...user,
        title: said('上午 10 点消费 128 元', 'CNY 128 paid at ten'),
        at: at(day, '10:05:00'),
        acts: [spend('qh-c-1005', day, 128_00)],
        looks: [{ ...gift, says: said('可以领了', 'It can be claimed'), button: '^领取$' }],
      },
      {
        ...user,
        title: said('领取', 'Claimed'),
        at: at(day, '10:30:00'),
        acts: [claim('qh-c-1005', 'SHANLAN-WELCOME')],
        looks: [
          { ...gift, says: said('一共 6 张', 'Six in all'), has: '已领取 6 张' },
          { ...gift, says: said('今天生效 3 张', 'Three are active today'), has: '3 张可用' },
          { ...gift, says: said(`${monthDay(next)}再生效 3 张`, 'Three on the 1st'), has: `3 张 ${monthDay(next)}` },
        ],
      },
      {
        ...user,
        title: said('跨过次月 1 日零点', 'Over midnight of the 1st'),
        at: before(next),
        looks: [{ ...gift, says: said('前一夜 3 张可用', 'Three the night before'), has: '3 张可用' }],
        crosses: {
          to: at(next, '00:00:00'),
          looks: [{ ...gift, says: said('零点一过，6 张可用', 'Past midnight six'), has: '6 张可用' }],
        },
      },
      {
        ...user,
        title: said('30 日之后', '30 days later'),
        at: at(addDays(day, 30), '09:00:00'),
        looks: [{ ...gift, says: said('先生效的 3 张已过期', 'The first three have expired'), has: '3 张已过期' }],
      },
    ],
  };
}

/** 周周送: three payments in a natural week. `monday` begins that week. */
function weekly(monday: string): Story {
  const card = coupon('SHANLAN-WEEKLY');
  const user = { ...order, user: '1' };
  const third = addDays(monday, 2);
  return {
    id: 'every-week',
    title: said('山岚咖啡周周送', 'Shanlan Coffee: every week'),
    about: said(
      '自然周从周一零点到周日二十四点，满 3 笔得 1 张；金卡 26 元。',
      'Three payments from Monday 00:00 to Sunday 24:00 earn one coupon; CNY 26 for a gold card.',
    ),
    steps: [
      {
        ...user,
        title: said('周一早上', 'Monday morning'),
        at: at(monday, '08:00:00'),
        looks: [{ ...card, says: said('从零开始', 'It begins at nought'), has: '已完成 0/3' }],
      },
      {
        ...user,
        title: said('两笔之后', 'After two payments'),
        at: at(addDays(monday, 1), '12:00:00'),
        acts: [spend('qh-c-1002', monday, 18_00), spend('qh-c-1002', addDays(monday, 1), 21_50)],
        looks: [{ ...card, says: said('还差一笔', 'One more'), has: '已完成 2/3' }],
      },
      {
        ...user,
        title: said('第三笔', 'The third'),
        at: at(third, '10:05:00'),
        acts: [spend('qh-c-1002', third, 25_00)],
        looks: [{ ...card, says: said('可以领了', 'It can be claimed'), button: '^领取$' }],
      },
      {
        ...user,
        title: said('领取，等到下一个周一', 'Claimed, and on to the next Monday'),
        at: at(addDays(monday, 6), '23:59:00'),
        acts: [claim('qh-c-1002', 'SHANLAN-WEEKLY')],
        looks: [{ ...card, says: said('周日深夜，已经领过', 'Sunday night: claimed'), has: '已领取 1 张' }],
        crosses: {
          to: at(addDays(monday, 7), '00:00:00'),
          looks: [{ ...card, says: said('周一零点，重新累计', 'Monday: it begins anew'), has: '已完成 0/3' }],
        },
      },
    ],
  };
}

/** 周五抢: a window every Friday. */
function friday(day: string): Story {
  const rush = coupon('SHANLAN-FRIDAY');
  return {
    id: 'friday',
    title: said('山岚咖啡周五抢', 'Shanlan Coffee: Friday'),
    about: said(
      '每周五 10:00 到 24:00，500 张。几点开始由银行的时钟说了算。',
      'Every Friday from 10:00 to 24:00, 500 coupons. The bank’s clock says when.',
    ),
    steps: [
      {
        ...order,
        title: said('周四', 'Thursday'),
        at: at(addDays(day, -1), '12:00:00'),
        looks: [{ ...rush, says: said('明天开始', 'It begins tomorrow'), has: monthDay(day) }],
      },
      {
        ...order,
        title: said('周五 10 点', 'Friday at ten'),
        at: at(day, '09:59:00'),
        looks: [{ ...rush, says: said('还有一分钟，领不了', 'A minute to go'), lacks: '已领取' }],
        crosses: {
          to: at(day, '10:00:00'),
          looks: [{ ...rush, says: said('十点整，可以领', 'Ten o’clock: it can be claimed'), button: '^领取$' }],
        },
      },
      {
        ...order,
        title: said('周六', 'Saturday'),
        at: at(addDays(day, 1), '00:10:00'),
        looks: [{ ...rush, says: said('等下一批', 'The next batch'), has: monthDay(addDays(day, 7)) }],
      },
    ],
  };
}

/** All stories for the day the sample data were made for: the coffee campaign runs around it, the others have days of their own. */
export function storiesFor(today: string): readonly Story[] {
  const nextMonth = addMonths(`${today.slice(0, 7)}-01`, 1);
  const weekday = (from: string, on: number) => addDays(from, (on - new Date(from).getUTCDay() + 7) % 7);
  const monday = weekday(addDays(nextMonth, 6), 1);
  return [cutOver, welcome(addDays(nextMonth, 19)), weekly(monday), friday(addDays(monday, 4)), leaves];
}
