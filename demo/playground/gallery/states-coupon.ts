import { said } from '../say.ts';
import type { State } from './states.ts';

const show = (campaign: string) => ({ campaign, placement: 'gallery' });
const stay = 'LVTU-STAY';
const claim = { prefix: `/v1/campaigns/${stay}/claims`, method: 'POST' } as const;
const tap = said('点“领取”', 'Tap “领取”');

/** The states of the coupon. */
export const couponStates: readonly State[] = [
  {
    id: 'ready',
    title: said('可领取', 'To be claimed'),
    about: said(
      '领之前该看的都在卡上（C1）；点一下，银行说领到才算领到。',
      'All that must be read before is on the card (C1); it is claimed when the bank says so.',
    ),
    attributes: show(stay),
  },
  {
    id: 'compact',
    title: said('紧凑', 'Compact'),
    about: said('列表里的样子，须知收成一段。', 'As in a list: the terms in one paragraph.'),
    attributes: { ...show(stay), layout: 'compact' },
  },
  {
    id: 'claimed',
    title: said('已领取', 'Claimed'),
    about: said(
      '一张可用，写明到期日；下一步交给页面自己。',
      'One coupon with its last day; the next step is the page’s own.',
    ),
    attributes: show(stay),
    before: { campaign: stay },
  },
  {
    id: 'batches',
    title: said('分批生效', 'In batches'),
    about: said(
      '六张：三张现在可用，三张下月 1 日生效（C8）。',
      'Six coupons: three now, three on the 1st of next month (C8).',
    ),
    attributes: show('SHANLAN-WELCOME'),
    before: { campaign: 'SHANLAN-WELCOME' },
    long: true,
  },
  {
    id: 'used',
    title: said('已使用', 'Used'),
    about: said('用过的券不再有按钮可催。', 'A used coupon asks for nothing any more.'),
    attributes: show(stay),
    before: { campaign: stay, used: true },
  },
  {
    id: 'expired',
    title: said('已过期', 'Expired'),
    about: said('40 天前领的，30 天有效。', 'Claimed 40 days ago, valid for 30.'),
    attributes: show(stay),
    before: { campaign: stay, daysAgo: 40 },
  },
  {
    id: 'progress',
    title: said('还差一笔', 'Two of three'),
    about: said('本周三笔消费，已有两笔；进度由银行计。', 'Two of this week’s three payments; the bank counts.'),
    attributes: show('SHANLAN-WEEKLY'),
    user: 'lvtu-u-1002',
    long: true,
  },
  {
    id: 'quota',
    title: said('已达上限', 'Quota reached'),
    about: said(
      '今年 52 张已领满，写明哪天恢复（C3）。',
      'All 52 of this year are claimed; it says when they begin anew (C3).',
    ),
    attributes: show('SHANLAN-WEEKLY'),
    user: 'lvtu-u-1004',
    long: true,
  },
  {
    id: 'not-eligible',
    title: said('不符合条件', 'Not eligible'),
    about: said(
      '持有的是另一种卡；理由是银行的原话（C3）。',
      'Holds another card; the reason is the bank’s own words (C3).',
    ),
    attributes: show('SHANLAN-WEEKLY'),
    user: 'lvtu-u-1006',
    long: true,
  },
  {
    id: 'unbound',
    title: said('未绑定银行客户', 'Not bound'),
    about: said(
      '合作方认得他，银行还不认得：先去银行确认。',
      'The partner knows him, the bank does not yet: first to the bank.',
    ),
    attributes: show('SHANLAN-WEEKLY'),
    user: 'lvtu-u-1003',
    long: true,
  },
  {
    id: 'not-started',
    title: said('尚未开始', 'Not started'),
    about: said('三天后开始，写明哪天（C3）。', 'It begins in three days; and says which day (C3).'),
    attributes: show('GALLERY-SOON'),
  },
  {
    id: 'sold-out',
    title: said('已领完', 'All gone'),
    about: said('5,000 张已领完，照实说。', 'All 5,000 are gone, and it says so.'),
    attributes: show('GALLERY-OUT'),
  },
  {
    id: 'over',
    title: said('已结束', 'Over'),
    about: said('活动昨天结束。', 'The campaign ended yesterday.'),
    attributes: show('GALLERY-OVER'),
  },
  {
    id: 'at-bank',
    title: said('去银行领', 'At the bank'),
    about: said(
      '要银行核实身份的，领取一步在银行自己的页面里。',
      'Where the bank must see who it is, the claim is made on its own page.',
    ),
    attributes: show('QINGHE-INSTALMENT'),
    long: true,
  },
  {
    id: 'signed-out',
    title: said('未登录', 'Signed out'),
    about: said('谁都可以看，登录后领取。', 'Everybody may look; it is claimed after a sign-in.'),
    attributes: show(stay),
    user: '',
  },
  {
    id: 'claiming',
    title: said('领取中', 'Claiming'),
    about: said(
      '按钮转圈，字不变；银行 8 秒后回答。',
      'A spinner in the button, the same label; the bank answers after 8 s.',
    ),
    attributes: show(stay),
    faults: [{ ...claim, delayMs: 8_000 }],
    tap,
  },
  {
    id: 'checking',
    title: said('结果待确认', 'Checking'),
    about: said(
      '银行领了，回答丢了：不说成功，也不再领一次，去问（C2）。',
      'The bank granted it and the answer was lost: no success is claimed, none is made twice, the bank is asked (C2).',
    ),
    attributes: show(stay),
    faults: [
      { ...claim, drop: 'after' },
      { prefix: '/v1/claims', status: 503 },
    ],
    tap,
    loud: true,
  },
  {
    id: 'refused',
    title: said('被拒', 'Refused'),
    about: said('理由、下一步、查询编号。', 'The reason, the next step, the trace id.'),
    attributes: show(stay),
    faults: [{ ...claim, code: 'not_eligible' }],
    tap,
    loud: true,
  },
  {
    id: 'unlawful',
    title: said('不合规的活动', 'Unlawful'),
    about: said('以存款为条件的赠券，不展示（C6）。', 'A gift for a deposit is not shown (C6).'),
    attributes: show('GIFT-DEPOSIT'),
    empty: true,
  },
  {
    id: 'unknown',
    title: said('没有这个活动', 'No such campaign'),
    about: said('银行没有这个编号。', 'The bank knows no such id.'),
    attributes: show('NOTHING'),
    loud: true,
  },
  {
    id: 'loading',
    title: said('加载中', 'Loading'),
    about: said(
      '骨架与成品一样高；银行 9 秒后才回答。',
      'The skeleton has the final height; the bank answers after 9 s.',
    ),
    attributes: show(stay),
    faults: [{ prefix: '/v1/campaigns', method: 'GET', delayMs: 9_000 }],
  },
  {
    id: 'error',
    title: said('加载失败', 'Failed'),
    about: said('银行答 503：一句话、查询编号、重试。', 'The bank answers 503: one sentence, the trace id, a retry.'),
    attributes: show(stay),
    faults: [{ prefix: '/v1/campaigns', method: 'GET', status: 503 }],
    loud: true,
  },
];

/** The states of several coupons below each other. */
export const listStates: readonly State[] = [
  {
    id: 'ready',
    title: said('一组活动', 'A group'),
    about: said('一次请求，四张券，各领各的。', 'One request, four coupons, each claimed by itself.'),
    attributes: { group: 'shanlan', placement: 'gallery' },
    long: true,
  },
  {
    id: 'chosen',
    title: said('指定编号', 'By id'),
    about: said(
      '给出编号和先后；银行不认得的那个不出现。',
      'Ids in their order; the one the bank does not know is left out.',
    ),
    attributes: { campaigns: 'LVTU-STAY, NOTHING, QINGHE-EIGHTH', placement: 'gallery' },
    long: true,
  },
  {
    id: 'empty',
    title: said('一张也没有', 'None'),
    about: said('这一组没有活动，标签里的链接顶上。', 'The group has no campaign; the tag’s own link stands in.'),
    attributes: { group: 'nothing', placement: 'gallery' },
    empty: true,
  },
  {
    id: 'error',
    title: said('加载失败', 'Failed'),
    about: said('整组一句话、一个重试。', 'One sentence and one retry for all of them.'),
    attributes: { group: 'shanlan', placement: 'gallery' },
    faults: [{ prefix: '/v1/campaigns', method: 'GET', status: 503 }],
    loud: true,
  },
];
