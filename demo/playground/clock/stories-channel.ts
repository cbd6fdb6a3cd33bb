import { said, type Said } from '../say.ts';
import { at, before } from './at.ts';
import type { Look, Story } from './stories.ts';

const fixed = { tag: 'inlay-wealth-card', key: 'CL00F03A' };
const mixed = { tag: 'inlay-wealth-card', key: 'CS00M01A' };
const corporate = { tag: 'inlay-app-banner', key: 'corporate' };
const buys = (card: { tag: string; key: string }, says: Said): Look => ({ ...card, says, button: '^购买$' });
const views = (card: { tag: string; key: string }, says: Said): Look => ({ ...card, says, button: '^查看详情$' });
const home = { scene: 'bank', page: 'home', host: 'wechat-ios' };
const account = { scene: 'bank', page: 'corporate', host: 'wechat-ios' };

/** The standing example: purchases leave the WeChat account in two steps, and another account closes between them. */
export const cutOver: Story = {
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
export const leaves: Story = {
  id: 'partner-leaves',
  title: said('味食停止展示理财：2027-01-01', 'Weishi stops showing wealth products on 1 January 2027'),
  about: said(
    '提前一个月预告，到点整张卡片收起，标签里的链接还在。',
    'Announced a month ahead; on the day the card closes, and the link in its tag stays.',
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
        looks: [
          {
            ...mixed,
            says: said(
              '零点一过，卡片收起，只剩页面自己的链接',
              'Past midnight the card is gone and the page’s own link is left',
            ),
            gone: true,
          },
        ],
      },
    },
  ],
};
