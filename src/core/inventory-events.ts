import { field, type EventEntry } from './inventory.ts';
import type { TrackName } from './events.ts';

const product = field('Which product the card showed', '卡片展示的产品');
const placement = field(
  'Where on the partner’s page it stood; named by the partner',
  '卡片在合作方页面中的位置，由合作方命名',
);
const ratio = field('Largest part of the card on screen at once', '卡片曾同时可见的最大比例');
const campaign = field('Which campaign it belongs to', '所属的活动');
const target = field('Which place of the bank it leads to', '所前往的银行渠道');
const rules = field('Version of the rules that were shown', '所展示活动规则的版本');
const item = field('Which item the customer could have for points', '积分可兑换的商品');
const itemRules = field('Version of the redemption rules that were shown', '所展示兑换规则的版本');
const code = field('Error code from a closed list', '错误码，取自固定列表');
const reason = field('Why nothing was shown, from a closed list', '未展示原因，取自固定列表');
const verdict = field('Which channel rule applied', '所适用的渠道规则');
const visible = field('Whether the page covered or distorted the widget', '组件是否被页面遮挡或变形');
const disclosure = field('Version of the warnings that were shown', '所展示风险提示文本的版本');

/** Three years: what online advertising records must be kept for (T11). */
const DISPLAY_LOG = 36;
const OPERATION = 6;

/** One entry per tracking event. */
export const eventInventory: { [N in TrackName]: EventEntry<N> } = {
  session_started: {
    why: { en: 'Proves that the session works', zh: '确认会话正常建立' },
    months: OPERATION,
    fields: {
      level: field('Anonymous, partner or bank; never who', '匿名、合作方或银行级别，不含身份'),
      surface: field('Partner’s or bank’s page', '合作方页面或银行页面'),
    },
  },
  session_ended: {
    why: { en: 'Finds sessions that end by themselves', zh: '发现异常结束的会话' },
    months: OPERATION,
    fields: { cause: field('Why it ended, from a closed list', '结束原因，取自固定列表') },
  },
  wealth_card_ready: {
    why: {
      en: 'Log of which product was displayed where, with which text',
      zh: '产品展示日志：何处展示了何产品及何版本文本',
    },
    months: DISPLAY_LOG,
    fields: { product, placement, verdict, disclosure },
  },
  wealth_card_empty: {
    why: { en: 'Log of products withheld by rule', zh: '按规则未予展示的产品日志' },
    months: DISPLAY_LOG,
    fields: {
      product,
      placement,
      reason,
    },
  },
  wealth_card_failed: {
    why: { en: 'Finds faults', zh: '发现故障' },
    months: OPERATION,
    fields: { product, placement, code },
  },
  wealth_card_exposed: {
    why: { en: 'Measures how often a product is really seen', zh: '统计产品的实际曝光' },
    months: DISPLAY_LOG,
    fields: { product, placement, ratio },
  },
  wealth_card_opened: {
    why: {
      en: 'Counts visits to the bank, with proof of what was shown before the tap',
      zh: '统计前往银行的点击，并留存点击前展示内容的凭证',
    },
    months: DISPLAY_LOG,
    fields: {
      product,
      placement,
      verb: field('What the button offered', '按钮所提供的操作'),
      disclosure,
      dwell: field('Milliseconds the card was on screen', '卡片可见的毫秒数'),
      ratio,
      visible: field('Whether the page covered or distorted the card', '卡片是否被页面遮挡或变形'),
    },
  },
  wealth_card_chart_read: {
    why: { en: 'Shows whether the chart is used', zh: '了解净值走势图是否被使用' },
    months: OPERATION,
    fields: { product, placement },
  },
  coupon_ready: {
    why: {
      en: 'Log of which campaign was displayed where, with which rules',
      zh: '活动展示日志：何处展示了何活动及何版本规则',
    },
    months: DISPLAY_LOG,
    fields: { campaign, placement, rules },
  },
  coupon_empty: {
    why: { en: 'Log of campaigns withheld by rule', zh: '按规则未予展示的活动日志' },
    months: DISPLAY_LOG,
    fields: {
      campaign,
      placement,
      reason,
    },
  },
  coupon_failed: {
    why: { en: 'Finds faults', zh: '发现故障' },
    months: OPERATION,
    fields: { campaign, placement, code },
  },
  coupon_exposed: {
    why: { en: 'Measures how often a coupon is really seen', zh: '统计优惠券的实际曝光' },
    months: DISPLAY_LOG,
    fields: { campaign, placement, ratio },
  },
  coupon_claim_begun: {
    why: { en: 'Counts taps on the claim, with the rules that were shown', zh: '统计领取点击及当时展示的规则版本' },
    months: DISPLAY_LOG,
    fields: { campaign, placement, rules },
  },
  coupon_claimed: {
    why: { en: 'Counts claims the bank has granted', zh: '统计银行确认的领取' },
    months: DISPLAY_LOG,
    fields: {
      campaign,
      placement,
      coupons: field('How many coupons the claim brought', '该次领取的张数'),
      already: field('It had been claimed before, elsewhere', '此前已在别处领取'),
    },
  },
  coupon_refused: {
    why: { en: 'Counts why claims were refused', zh: '统计领取被拒的原因' },
    months: OPERATION,
    fields: { campaign, placement, code },
  },
  coupon_use_opened: {
    why: { en: 'Counts visits to where a coupon is used', zh: '统计前往使用优惠券的点击' },
    months: DISPLAY_LOG,
    fields: { campaign, placement },
  },
  coupon_rules_read: {
    why: { en: 'Shows whether the rules are read', zh: '了解活动规则是否被查看' },
    months: OPERATION,
    fields: { campaign, placement, rules },
  },
  app_banner_ready: {
    why: { en: 'Log of which way to the bank was displayed where', zh: '银行入口展示日志：何处展示了何入口' },
    months: DISPLAY_LOG,
    fields: { campaign, placement, verdict },
  },
  app_banner_empty: {
    why: { en: 'Log of ways to the bank withheld by rule or closed', zh: '按规则未展示或已被关闭的入口日志' },
    months: DISPLAY_LOG,
    fields: {
      campaign,
      placement,
      reason,
    },
  },
  app_banner_failed: {
    why: { en: 'Finds faults', zh: '发现故障' },
    months: OPERATION,
    fields: { campaign, placement, code },
  },
  app_banner_exposed: {
    why: { en: 'Measures how often a way to the bank is really seen', zh: '统计银行入口的实际曝光' },
    months: DISPLAY_LOG,
    fields: { campaign, placement, ratio },
  },
  app_banner_opened: {
    why: { en: 'Counts visits to the bank’s app, mini-program or page', zh: '统计前往银行应用、小程序或页面的点击' },
    months: DISPLAY_LOG,
    fields: {
      campaign,
      placement,
      target,
      way: field('Opened, or looked for in the store', '打开或前往应用商店'),
      visible: field('Whether the page covered or distorted the banner', '横幅是否被页面遮挡或变形'),
    },
  },
  app_banner_result: {
    why: { en: 'Finds hosts in which the app does not open', zh: '发现无法打开应用的宿主环境' },
    months: OPERATION,
    fields: {
      campaign,
      placement,
      target,
      outcome: field('What came of it, from a closed list', '打开结果，取自固定列表'),
      evidence: field('What that is concluded from, from a closed list', '判断依据，取自固定列表'),
    },
  },
  app_banner_closed: {
    why: { en: 'Shows whether the banner is unwelcome', zh: '了解横幅是否被关闭' },
    months: OPERATION,
    fields: { campaign, placement },
  },
  points_ready: {
    why: {
      en: 'Log of which item was displayed where, with which rules',
      zh: '商品展示日志：何处展示了何商品及何版本规则',
    },
    months: DISPLAY_LOG,
    fields: { item, placement, rules: itemRules },
  },
  points_empty: {
    why: { en: 'Log of items withheld by rule', zh: '按规则未予展示的商品日志' },
    months: DISPLAY_LOG,
    fields: { item, placement, reason },
  },
  points_failed: {
    why: { en: 'Finds faults', zh: '发现故障' },
    months: OPERATION,
    fields: { item, placement, code },
  },
  points_exposed: {
    why: { en: 'Measures how often an item is really seen', zh: '统计商品的实际曝光' },
    months: DISPLAY_LOG,
    fields: { item, placement, ratio },
  },
  points_opened: {
    why: {
      en: 'Counts visits to the bank, with proof of what was shown before the tap; no amount and no balance',
      zh: '统计前往银行的点击，并留存点击前展示内容的凭证；不含数额与余额',
    },
    months: DISPLAY_LOG,
    fields: {
      item,
      placement,
      act: field('What the button offered', '按钮所提供的操作'),
      rules: itemRules,
      dwell: field('Milliseconds the widget was on screen', '组件可见的毫秒数'),
      ratio,
      visible,
    },
  },
  points_settled: {
    why: {
      en: 'Counts what the bank confirmed and what it did not; no amount',
      zh: '统计银行确认与未确认的兑换；不含数额',
    },
    months: DISPLAY_LOG,
    fields: { item, placement, status: field('Confirmed, released or cancelled', '已确认、已退回或已取消') },
  },
};
