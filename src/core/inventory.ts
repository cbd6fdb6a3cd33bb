import type { trackSchemas, TrackName } from './events.ts';

/**
 * What tracking fields are for. Not part of any build: `scripts/inventory.ts` makes `docs/data-inventory.md` of it and of
 * the table in `events.ts`. A field without a line here does not compile (T3).
 */

/** Class by JR/T 0171-2020: C3 secrets, C2 identity and account, C1 the rest, `none` is no personal information. */
export type DataClass = 'C3' | 'C2' | 'C1' | 'none';

/** One reason in the words of partners and of their users. */
export interface Words {
  en: string;
  zh: string;
}

/** Why one field is there. */
export interface FieldEntry {
  why: Words;
  class: DataClass;
}

type FieldsOf<N extends TrackName> = keyof (typeof trackSchemas)[N]['fields'];

/** Why one event is there, and how long the bank keeps it. */
export interface EventEntry<N extends TrackName = TrackName> {
  why: Words;
  /** Months at the bank. */
  months: number;
  fields: Record<FieldsOf<N>, FieldEntry>;
}

/** Something the SDK keeps in the customer's browser. */
export interface StoredEntry {
  what: Words;
  where: string;
  why: Words;
  until: Words;
  /** True when it is stored without consent, because the service asked for cannot be had without it. */
  necessary: boolean;
}

/** One field's reason in English and Chinese, with its class. */
export const field = (en: string, zh: string, grade: DataClass = 'none'): FieldEntry => ({
  why: { en, zh },
  class: grade,
});

/** What every event carries beside its data. */
export const envelopeInventory: Record<string, FieldEntry> = {
  id: field('Number of the event on this page, so that losses are seen', '本页面内的事件序号，用于发现丢失'),
  source: field(
    'Partner id and a random number that lives as long as the page and is stored nowhere but in unsent events',
    '合作方编号与仅在页面存续期间有效的随机数；除未发送事件外不存储',
    'C1',
  ),
  type: field('Name and version of the event', '事件名称与版本'),
  time: field('When it happened, in bank time', '发生时间（银行时间）'),
  attribution: field(
    'On what is seen and opened (purpose `marketing`): the bank’s word on which of its staff, materials or campaigns led here; says nothing about the customer',
    '仅用于曝光与点击类事件（用途 `marketing`）：银行签发的来源标识，说明由哪位员工、物料或活动引导至此，不含用户信息',
  ),
  dataschema: field('Name and version of the field list', '字段清单的名称与版本'),
};

/** What the SDK keeps in the browser, in the page's own origin, or in a mini-program's own storage (`wx`). */
export const storedInventory: readonly StoredEntry[] = [
  {
    what: { en: 'Proof key', zh: '证明密钥' },
    where: 'IndexedDB `inlay`; wx: nowhere',
    why: {
      en: 'Binds the session to this browser; a random key pair that cannot be read out and identifies nobody',
      zh: '将会话绑定到本浏览器；随机密钥对，不可导出，不识别任何人',
    },
    until: { en: 'The page’s data are cleared', zh: '清除网站数据时' },
    necessary: true,
  },
  {
    what: { en: 'Interrupted act', zh: '中断的操作' },
    where: 'sessionStorage `inlay:intent`; wx: nowhere',
    why: {
      en: 'Which button was pressed before signing in at the bank, and for what (product, campaign with its rules’ digest, item or quote), with the random number that must fit the return',
      zh: '前往银行登录前所点击的按钮及其对象（产品、活动及规则摘要、兑换项目或报价），及用于核对返回的随机数',
    },
    until: {
      en: 'It is resumed, the next one takes its place, the user leaves, or the tab is closed; after ten minutes it counts no more',
      zh: '恢复操作后、被下一次操作取代、用户退出或关闭标签页时；满 10 分钟即失效',
    },
    necessary: true,
  },
  {
    what: { en: 'Keys of claims and redemptions', zh: '领取与兑换密钥' },
    where: 'IndexedDB `inlay`; wx `inlay:key:…`',
    why: {
      en: 'A random number and the time per claim or redemption under way, so that none is made twice or lost, with what it goes with: for a coupon the digest of the rules, the placement and whether the bank’s frame makes the claim; for points at a partner the signed quote with its id and end, the quantity or points, the digest of the rules and, if there is one, the partner’s order id and amount. Kept under a hash; who the customer is stands nowhere in it',
      zh: '每次进行中的领取或兑换所用的随机数与时间，避免重复或丢失，及其所附内容：领券为规则摘要、位置名称及是否在银行框架内领取；在合作方处兑换积分为已签名的报价及其编号与截止时间、数量或积分数、规则摘要，如有则附合作方订单号与金额。以散列值为名存放，不含客户身份',
    },
    until: {
      en: 'The claim or redemption is settled, or the page’s data are cleared',
      zh: '领取或兑换有结果时，或清除网站数据时',
    },
    necessary: true,
  },
  {
    what: { en: 'Dismissals', zh: '关闭记录' },
    where: 'localStorage `inlay:closed <campaign>`; wx the same',
    why: { en: 'A closed banner stays closed', zh: '已关闭的横幅不再出现' },
    until: { en: 'The banner’s own limit', zh: '按横幅设定的期限' },
    necessary: true,
  },
  {
    what: { en: 'Events not yet delivered', zh: '尚未送达的事件' },
    where: 'IndexedDB `inlay-<partner>`; wx `inlay:row:<partner>:…`',
    why: { en: 'Survive a reload, a lost network, a killed browser', zh: '在刷新、断网或浏览器被结束后仍可送达' },
    until: { en: 'The bank has answered, consent is withdrawn, or 30 days', zh: '银行确认、撤回同意或满 30 天' },
    necessary: false,
  },
];
