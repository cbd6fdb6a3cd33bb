import type { PartnerId } from '../../ports.ts';
import { said, tongue, type Said } from '../say.ts';
import type { Where } from '../where.ts';

/** One page of a scene. */
export interface ScenePage {
  id: string;
  title: Said;
  /** Below the scene's origin. */
  path: string;
  /** The tags on it, in the order of the page; each is to come to an end that can be seen. */
  widgets: readonly string[];
  /** The page of the partner's mini-program (`demo/miniprogram/pages`) that shows the same. */
  mini?: string;
}

/** A site on an origin of its own, with a backend of its own, in which the bank's services stand. */
export interface Scene {
  id: string;
  title: Said;
  about: Said;
  place: 'bank' | PartnerId;
  /** Sample users by their place in `demo/partners/partners.ts`, and who they are to the bank. */
  users: readonly Said[];
  pages: readonly ScenePage[];
  /** Why there is no mini-program of it. */
  webOnly?: Said;
}

const holder = said('新持卡人，条件已达成', 'New card holder who has qualified');

/** All scenes, each a line of the list and an address of its own. */
export const scenes: readonly Scene[] = [
  {
    id: 'travel',
    title: said('旅途 · 订酒店', 'Lvtu · a hotel'),
    about: said('旅行平台的酒店详情与预订成功页', 'A travel site: hotel detail, order done, points'),
    place: 'lvtu',
    users: [
      holder,
      said('金卡客户，本周已消费两笔', 'Gold card, two payments this week'),
      said('不是银行客户', 'No customer of the bank'),
    ],
    pages: [
      { id: 'hotel', title: said('酒店详情', 'Hotel'), path: '/', widgets: ['inlay-wealth-card'], mini: 'hotel' },
      {
        id: 'order',
        title: said('预订成功', 'Order done'),
        path: '/order.html',
        widgets: ['inlay-coupon-claim', 'inlay-coupon-list'],
        mini: 'hotel',
      },
      {
        id: 'points',
        title: said('积分兑换', 'Points'),
        path: '/points.html',
        widgets: ['inlay-points-redeem', 'inlay-points-redeem', 'inlay-points-redeem'],
        mini: 'coffee',
      },
    ],
  },
  {
    id: 'food',
    title: said('味食 · 点外卖', 'Weishi · a meal'),
    about: said('外卖平台的点餐页与送餐页', 'A food-delivery app: the menu, and the order on its way'),
    place: 'weishi',
    users: [holder, said('不是银行客户', 'No customer of the bank')],
    pages: [
      {
        id: 'menu',
        title: said('点餐', 'Menu'),
        path: '/',
        widgets: ['inlay-points-redeem', 'inlay-wealth-card'],
        mini: 'coffee',
      },
      {
        id: 'order',
        title: said('送餐中', 'On its way'),
        path: '/order.html',
        widgets: ['inlay-coupon-claim', 'inlay-app-banner'],
        mini: 'coffee',
      },
    ],
  },
  {
    id: 'article',
    title: said('城味周刊 · 公众号文章', 'City Bites · an article'),
    about: said('微信公众号里的一篇文章，文中有一张券', 'An article of a WeChat public account, with a coupon in it'),
    place: 'chengwei',
    users: [said('金卡客户', 'Gold card'), said('不是银行客户', 'No customer of the bank')],
    pages: [
      {
        id: 'coffee',
        title: said('入冬后的第一杯热拿铁', 'The first hot latte'),
        path: '/',
        widgets: ['inlay-coupon-claim', 'inlay-app-banner'],
      },
    ],
    webOnly: said(
      '公众号文章是网页，小程序里没有文章。同样的券在小程序里的样子，请看旅途和味食两个场景。',
      'An article of a public account is a web page; a mini-program has none. How it draws a coupon is to be seen in the scenes of Lvtu and Weishi.',
    ),
  },
  {
    id: 'bank',
    title: said('青禾银行 · 自有页面', 'Qinghe Bank · its own pages'),
    about: said('同样的组件在银行自己的域名上，规则不同', 'The same widgets on the bank’s own origin, by other rules'),
    place: 'bank',
    users: [],
    pages: [
      {
        id: 'home',
        title: said('服务号首页', 'Account front page'),
        path: '/h5/home',
        widgets: ['inlay-wealth-card', 'inlay-wealth-card', 'inlay-coupon-list', 'inlay-app-banner'],
      },
      {
        id: 'product',
        title: said('产品详情', 'Product'),
        path: '/h5/products/FN30D02A',
        widgets: ['inlay-wealth-card'],
      },
      {
        id: 'corporate',
        title: said('对公服务号', 'Account for companies'),
        path: '/h5/corporate',
        widgets: ['inlay-app-banner'],
      },
    ],
    webOnly: said(
      '原生组件给合作方的小程序用：确认、余额和购买留在银行自己的页面或小程序里（P2）。',
      'The native components are for partners’ mini-programs: to confirm, to see a balance and to buy stay with the bank’s own pages and its own mini-program (P2).',
    ),
  },
];

/** A scene with one of its pages; the first of each where the address names none. */
export function findScene(id = '', page = ''): { scene: Scene; page: ScenePage } | undefined {
  const scene = id ? scenes.find((one) => one.id === id) : scenes[0];
  const found = page ? scene?.pages.find((one) => one.id === page) : scene?.pages[0];
  return scene && found && { scene, page: found };
}

/** What of the playground's address goes along to the scene's page, and to the mini-program beside it. */
const handedOn = ['host', 'user', 'consent', 'inlay_at'];
const handedToMini = ['user', 'inlay_at'];

function addressAt(base: string, path: string, values: Record<string, string>, watch: boolean): string {
  const url = new URL(path, base);
  if (watch) url.searchParams.set('watch', '');
  for (const [name, value] of Object.entries(values)) if (value) url.searchParams.set(name, value);
  return url.href.replace('watch=&', 'watch&').replace(/watch=$/, 'watch');
}

const valuesOf = (query: URLSearchParams, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, query.get(name) ?? '']));

/** Address of a scene's page; with `watch` the playground may frame it and listens. */
export function addressOf(where: Where, scene: Scene, page: ScenePage, query: URLSearchParams, watch = true): string {
  return addressAt(where[scene.place], page.path, valuesOf(query, handedOn), watch);
}

/** Address of the mini-program's page of the same scene, as `demo/twin` draws it; empty where there is none. */
export function miniOf(where: Where, scene: Scene, { mini }: ScenePage, query: URLSearchParams, watch = true): string {
  if (!mini) return '';
  const own = { page: mini, lang: tongue === 'en' ? 'en' : '' };
  return addressAt(where[scene.place], '/mini.html', { ...own, ...valuesOf(query, handedToMini) }, watch);
}
