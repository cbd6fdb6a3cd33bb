import { said } from '../say.ts';
import type { State } from './states.ts';

const show = (product: string) => ({ product, placement: 'gallery' });
const read = '/v1/products/';

/** The states of the wealth card. */
export const wealthStates: readonly State[] = [
  {
    id: 'ready',
    title: said('在售', 'On sale'),
    about: said(
      '固定收益类，最短持有 30 天。业绩比较基准从不大于产品名（W6）。',
      'Fixed income, held for 30 days at least. The benchmark is never larger than the name (W6).',
    ),
    attributes: show('FN30D02A'),
  },
  {
    id: 'daily',
    title: said('每日开放', 'Open every day'),
    about: said('混合类，六年多的业绩按完整年度列出（W9）。', 'Mixed; more than six years, shown in full years (W9).'),
    attributes: show('CS00M01A'),
    long: true,
  },
  {
    id: 'cash',
    title: said('现金管理', 'Cash management'),
    about: said('万份收益与 7 日年化，不画净值线（W4）。', 'Income per 10,000 and the 7-day yield, no NAV line (W4).'),
    attributes: show('LS00C01A'),
  },
  {
    id: 'fund',
    title: said('公募基金', 'Fund'),
    about: said('别家公司的基金，写明管理人与代销机构。', 'Another company’s fund: who manages it, who sells it.'),
    attributes: show('FD990013'),
  },
  {
    id: 'early',
    title: said('成立未满一月', 'First month'),
    about: said(
      '还没有可以展示的业绩，就不展示（W8）。',
      'There is no performance to show yet, so none is shown (W8).',
    ),
    attributes: show('XY14D08A'),
  },
  {
    id: 'two-grades',
    title: said('两个风险等级', 'Two risk grades'),
    about: said(
      '发行人与代销机构评级不同，取高的那个（W3）。',
      'Issuer and distributor differ in their grade: the higher one counts (W3).',
    ),
    attributes: show('YH60D04A'),
    long: true,
  },
  {
    id: 'region',
    title: said('不在销售区域', 'Not sold here'),
    about: said(
      '只在四个省市销售的产品，银行没有说客户在那里，就不出现（W18）。',
      'Sold in four provinces only; the bank has not said that the customer is in one of them, so no card (W18).',
    ),
    attributes: show('QS90P06C'),
    empty: true,
  },
  {
    id: 'soon',
    title: said('即将开售', 'Coming'),
    about: said('写明开售日，按钮只带人去看。', 'Says when it opens; the button leads to a look and no more.'),
    attributes: show('LX180C09'),
  },
  {
    id: 'sold-out',
    title: said('已售罄', 'Sold out'),
    about: said('不催，不藏，写明售罄。', 'No haste and nothing hidden: it is sold out.'),
    attributes: show('FN365C07'),
  },
  {
    id: 'closed',
    title: said('停止申购', 'Closed'),
    about: said('不再接受申购，信息仍可查。', 'Not sold any more; what it was can still be read.'),
    attributes: show('ZS90P05A'),
    long: true,
  },
  {
    id: 'notice',
    title: said('渠道将调整', 'Notice of change'),
    about: said(
      '2027 年起本渠道不再展示，提前一个月告知；银行时间拨到 2026-12-15。',
      'From 2027 this channel shows no wealth; said a month ahead. The bank’s time is 2026-12-15.',
    ),
    attributes: show('CS00M01A'),
    partner: 'weishi',
    clock: '2026-12-15T10:00:00+08:00',
    long: true,
  },
  {
    id: 'moved',
    title: said('渠道已调整', 'Moved away'),
    about: said(
      '到了那一天，卡片自己退场，标签里的链接顶上；银行时间拨到 2027-01-02。',
      'On that day the card steps back and the tag’s own link stands in. The bank’s time is 2027-01-02.',
    ),
    attributes: show('CS00M01A'),
    partner: 'weishi',
    clock: '2027-01-02T10:00:00+08:00',
    empty: true,
  },
  {
    id: 'stale',
    title: said('数据过期', 'Stale data'),
    about: said(
      '净值停更 40 天，收益数据整段收起（W15）。',
      'No NAV for 40 days: every figure of yield is gone (W15).',
    ),
    attributes: show('STALE001'),
  },
  {
    id: 'undisclosed',
    title: said('披露不全', 'Not disclosed'),
    about: said(
      '银行漏了风险揭示，产品就不出现；事件写明缺哪一条（W1）。',
      'The bank left the risk warning out, so no product appears; the event names the rule (W1).',
    ),
    attributes: show('NOWARN01'),
    empty: true,
  },
  {
    id: 'banned-words',
    title: said('禁用语', 'Banned words'),
    about: said('名字里有“保本高收益”，整张卡不出现（W7）。', 'The name promises what it must not: no card (W7).'),
    attributes: show('WORDS001'),
    empty: true,
  },
  {
    id: 'deposit',
    title: said('不是理财', 'Not a wealth product'),
    about: said('存款不在这里展示（W12）。', 'A deposit is not for this card (W12).'),
    attributes: show('DEPOSIT1'),
    empty: true,
  },
  {
    id: 'unknown',
    title: said('没有这款产品', 'No such product'),
    about: said('银行答 404。', 'The bank answers 404.'),
    attributes: show('NOTHING1'),
    loud: true,
  },
  {
    id: 'stopped',
    title: said('展位被叫停', 'Placement stopped'),
    about: said('银行一键停掉这个展位，几秒内生效。', 'The bank has stopped this placement; it works within seconds.'),
    attributes: { product: 'FN30D02A', placement: 'gallery-stopped' },
    empty: true,
  },
  {
    id: 'loading',
    title: said('加载中', 'Loading'),
    about: said(
      '骨架与成品一样高；银行 9 秒后才回答。',
      'The skeleton has the final height; the bank answers after 9 s.',
    ),
    attributes: show('FN30D02A'),
    faults: [{ prefix: read, delayMs: 9_000 }],
  },
  {
    id: 'error',
    title: said('加载失败', 'Failed'),
    about: said('银行答 500：一句话、查询编号、重试。', 'The bank answers 500: one sentence, the trace id, a retry.'),
    attributes: show('FN30D02A'),
    faults: [{ prefix: read, status: 500 }],
    loud: true,
  },
  {
    id: 'malformed',
    title: said('数据残缺', 'Malformed'),
    about: said('读不懂的数据不猜，也不重试。', 'What cannot be read is not guessed at, nor asked for again.'),
    attributes: show('FN30D02A'),
    faults: [{ prefix: read, malformed: true }],
  },
];
