import type { HostName } from '../../core/ports.ts';

// The first sign that fits decides. The order keeps apart hosts that carry each other's words; each trap stands in
// test/bridge/hosts/user-agents.ts with the text it was seen in.
const signs: readonly (readonly [HostName, RegExp])[] = [
  // QQ's mini-programs say `MicroMessenger/Lite … QQ/9`.
  ['qq', /MicroMessenger.* QQ\/\d/i],
  ['wechat-webview', /^(?=.* MiniProgram(Env)?\/).*MicroMessenger\/\d/i],
  ['wechat', /MicroMessenger\/\d/i],
  // Other banks' wallets say `UnionPay/1.0` with a name of their own.
  ['unionpay', /UnionPay\/1\.0 CloudPay|com\.unionpay\.(chsp|mobilepay)\b/],
  // Taobao and DingTalk are AliApps too.
  ['alipay', /AliApp\(AP\/|AlipayClient\//],
  // TitansX and KNB are the container of the whole family; the bundle says which app.
  ['meituan', /(TitansX|KNB)\/.*(MeituanGroup|com\.(meituan\.imeituan|sankuai\.meituan))\//i],
  // Glued by `_`, which is no word boundary.
  ['ctrip', /Ctrip_CtripWireless_\d/],
  ['douyin', /^(?=.*aweme).*BytedanceWebview|ToutiaoMicroApp/i],
  // QQ Browser's token stands in QQ as well, but not the other way round.
  ['qq', / QQ\/\d/],
];

/**
 * The host a user agent names. `environment` is WeChat's own word, `window.__wxjs_environment`: old clients say
 * `miniprogram` there alone, and only once their bridge has come, so ask anew. It means nothing outside WeChat.
 */
export function detectHost(agent: string, environment?: unknown): HostName {
  const found = signs.find(([, sign]) => sign.test(agent));
  const name = found ? found[0] : 'browser';
  return name === 'wechat' && environment === 'miniprogram' ? 'wechat-webview' : name;
}
