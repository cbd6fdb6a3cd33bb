/**
 * The manifest's descriptions in Chinese, by `kind name`; `kind name tag` where one tag differs. A build fails when one
 * is missing.
 */
const widgetWords: Readonly<Record<string, string>> = {
  'attributes campaign': '活动在银行的编号。',
  'attributes campaign app-banner': '活动编号；客户关闭后，对该活动不再出现。',
  'attributes campaigns': '活动编号，以逗号或空格分隔。',
  'attributes group': '银行侧活动组的编号，`campaigns` 为空时使用。',
  'attributes placement': '您为页面上这个位置起的名字：至多 64 个字母、数字、`-`、`_`、`.`。',
  'attributes form': '`inline` 置于页面内容之间，`bar` 为通栏，`link` 为一行文字中的链接。',
  'attributes about': '页面内容涉及银行的什么，按渠道策略中的名称：`app` 指 App 本身，另有 `wealth`、`corporate` 等。',
  'attributes verb': '客户在此能做什么：`show`、`quote`、`enquire`、`buy` 等。',
  'attributes product': '产品在银行的编号。',
  'attributes product app-banner': '要打开其页面的产品编号。',
  'attributes paid': '银行为该位置付费时设置：此时会标注“广告”。',
  'attributes item': '商品在银行的编号。',
  'attributes order': '要用积分抵扣的订单号，仅用于此类商品。',
  'attributes amount': '订单金额，单位为分。',
  'attributes quote': '待确认的签名报价；仅在银行自己的页面上有效。',
  'attributes layout': '`card`，或 `compact`：一行样式，不含历史业绩。',
  'attributes layout coupon-claim': '`card`，或 `compact`：条款合为一段，用于列表。',
  'attributes locale': '本组件的语言：`zh-CN`、`zh-HK` 或 `en`；不设则随页面。',
  'attributes mode': '`elder` 为大字大按钮，或 `standard`；不设则随页面。',
  'attributes theme': '`light`、`dark`，或 `auto` 跟随客户系统；不设则随页面。',
  'attributes loading': '`eager` 立即加载；否则在接近可视区域时加载。',
  'events inlay-ready': '内容已显示。',
  'events inlay-ready coupon-list': '已知有哪些优惠券。',
  'events inlay-empty': '依规不可显示任何内容，并说明原因。',
  'events inlay-error': '无法加载，或请求被拒绝，附错误码与追踪编号。',
  'events inlay-product-open': '客户点击了按钮；阻止默认行为即可自行处理。',
  'events inlay-claim-intent': '客户点击了领取；可阻止，或用 `waitUntil` 暂缓。',
  'events inlay-coupon-claimed': '银行已确认领取。',
  'events inlay-app-open': '客户点击了按钮；阻止默认行为即可自行处理。',
  'events inlay-app-result': '尝试打开之后，能如实说明的结果。',
  'events inlay-points-open': '客户点击了兑换；阻止默认行为即可自行处理。',
  'events inlay-points-redeemed': '银行已确认兑换。',
  'events inlay-points-released': '兑换未成，积分未扣。',
  'slots default': '组件无法显示时展示：一个指向银行页面的普通链接。',
  'slots footer': '按钮下方您自己的一行内容。',
  'slots next': '领取成功后显示的、您自己的下一步。',
  'cssParts action': '按钮。',
  'cssParts error': '加载失败时的提示。',
  'cssParts skeleton': '加载期间占位的内容。',
  'cssParts chart': '历史净值曲线。',
  'cssParts stepper': '两个按钮之间所选的数量。',
  'cssParts outcome': '兑换的结果。',
};

/** The Chinese description of one entry of a tag (`app-banner`); throws when there is none. */
export function chineseOf(kind: string, name: string, tag: string): string {
  const key = `${kind} ${name || 'default'}`;
  const words = widgetWords[`${key} ${tag}`] ?? widgetWords[key];
  if (!words) throw new Error(`widget-words.ts has no "${key}" (of ${tag})`);
  return words;
}

/** What each token colours or measures, in Chinese. */
export const tokenWords: Readonly<Record<string, string>> = {
  '--inlay-color-primary': '按钮、链接与曲线',
  '--inlay-color-on-primary': '按钮上的文字',
  '--inlay-color-text': '正文',
  '--inlay-color-text-2': '标签与说明',
  '--inlay-color-text-3': '不可用的内容',
  '--inlay-color-surface': '卡片底色',
  '--inlay-color-ground': '卡片上的色块',
  '--inlay-color-line': '细线',
  '--inlay-color-accent': '风险等级',
  '--inlay-color-rise': '上涨的数字',
  '--inlay-color-fall': '下跌的数字',
  '--inlay-color-notice': '公告',
  '--inlay-radius': '卡片圆角',
  '--inlay-radius-control': '按钮圆角；长辈模式 30px',
  '--inlay-space': '内容四周留白，8–32 px；长辈模式 20px',
  '--inlay-font-family': '客户系统的字体',
  '--inlay-font-size-title': '产品名称，17–36 px；长辈模式 22–40',
  '--inlay-font-size-body': '正文，14–30 px；长辈模式 18–36',
  '--inlay-font-size-note': '说明与提示，12–30 px；长辈模式 18–36',
  '--inlay-tap': '按钮高度，44–96 px；长辈模式至少 60',
  '--inlay-room': '绘制之前保留的高度：`inlay.css` 给出常见值，您自己的样式表可另设',
};
