import { addDays, addMonths } from '../../bank/clock.ts';
import { said } from '../say.ts';
import { at, before } from './at.ts';
import type { Story } from './stories.ts';

const coupon = (key: string) => ({ tag: 'inlay-coupon-claim', key });
const order = { scene: 'travel', page: 'order' };
const spend = (customer: string, day: string, amountFen: number) =>
  ['/sandbox/spends', { customer, amountFen, at: at(day, '10:00:00') }] as const;
const claim = (customer: string, campaign: string) => ['/sandbox/claims', { customer, campaign }] as const;
const monthDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** 迎新礼: a gift of six coupons of which three become active in a month. `day` is the 20th of the month after the sample data's. */
export function welcome(day: string): Story {
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
          {
            ...gift,
            says: said(`${monthDay(next)}再生效 3 张`, 'Three on the 1st'),
            has: `3 张 \\S*${monthDay(next)} 生效`,
          },
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
export function weekly(monday: string): Story {
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
        title: said('领取', 'Claimed'),
        at: at(addDays(monday, 6), '23:59:00'),
        acts: [claim('qh-c-1002', 'SHANLAN-WEEKLY')],
        looks: [{ ...card, says: said('周日深夜，已经领过', 'Sunday night: claimed'), has: '已领取 1 张' }],
      },
      {
        ...user,
        title: said('下一个自然周，又满三笔', 'The next natural week, three more'),
        at: at(addDays(monday, 9), '10:05:00'),
        acts: [7, 8, 9].map((days) => spend('qh-c-1002', addDays(monday, days), 20_00)),
        looks: [
          { ...card, says: said('每周一张，又可以领了', 'One a week: it can be claimed again'), button: '^领取$' },
        ],
      },
    ],
  };
}

/** 周五抢: a window every Friday. */
export function friday(day: string): Story {
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
