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
      en: 'Which button was pressed before signing in at the bank, with a random number that fits the return',
      zh: '前往银行登录前所点击的按钮，及用于核对返回的随机数',
    },
    until: { en: 'It is resumed, ten minutes, or the tab is closed', zh: '恢复操作后、满 10 分钟或关闭标签页时' },
    necessary: true,
  },
  {
    what: { en: 'Claim keys', zh: '领取密钥' },
    where: 'IndexedDB `inlay`; wx `inlay:key:…`',
    why: {
      en: 'A random number per claim under way, with the placement and the digest of the rules it goes with, so that no claim is made twice or lost; kept under a hash, identifies nobody',
      zh: '每次进行中的领取所用的随机数，及随同提交的位置名称与规则摘要，避免重复领取或丢失；以散列值为名存放，不识别任何人',
    },
    until: { en: 'The claim is settled, or the page’s data are cleared', zh: '领取有结果时，或清除网站数据时' },
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
