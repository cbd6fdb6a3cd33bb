import type { System } from '../../src/bridge/hosts/system.ts';
import type { HostName } from '../../src/core/ports.ts';

/** How a host treats a page. */
export interface HostSettings {
  name: HostName;
  /** For people. */
  label: string;
  agent: string;
  system: System;
  bridge?: 'wechat' | 'alipay' | 'unionpay' | 'meituan' | 'ctrip';
  miniProgram?: boolean;
  /** When its bridge comes: before the page's scripts, after so many milliseconds, never. */
  arrives: 'before' | number | 'never';
  /** Addresses it does not open, as a regular expression. */
  blocks: string;
  /** What `window.open` does: the page itself goes, or nothing happens. */
  windows: 'same' | 'nothing';
  /** Storage kept, absent (`localStorage === null`), or throwing. */
  storage: 'kept' | 'none' | 'throws';
  /** How much larger the customer has set the host's text. */
  scale?: number;
  /** True where this stands on samples alone: assumed until the partner confirms. */
  assumed?: boolean;
}

const android = 'Mozilla/5.0 (Linux; Android 14; 23127PN0CC; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
const noApps = '^(?!https?:|about:|blob:)';

/** Its name in an address, such as `alipay-android` or `wechat-ios-text200`. */
export function hostId({ name, system, miniProgram, scale }: HostSettings): string {
  return [name, system, ...(miniProgram ? ['mini'] : []), ...(scale ? [`text${scale * 100}`] : [])].join('-');
}

/** Clients of WeChat: the same bridge on both systems. */
const wechat = { bridge: 'wechat', arrives: 300, blocks: noApps, windows: 'same', storage: 'kept' } as const;

/** The hosts of the demo, each with what is known or assumed of it (docs/hosts.md). */
export const simulatedHosts: readonly HostSettings[] = [
  {
    ...wechat,
    name: 'wechat',
    label: '微信',
    agent: `${iphone} MicroMessenger/8.0.74(0x18004a24) NetType/WIFI Language/zh_CN`,
    system: 'ios',
  },
  {
    ...wechat,
    name: 'wechat',
    label: '微信',
    agent: `${android} Chrome/146.0.0.0 Mobile Safari/537.36 XWEB/1460249 MMWEBSDK/20260202 MicroMessenger/8.0.71.3080(0x28004752) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
    system: 'android',
  },
  {
    ...wechat,
    name: 'wechat-webview',
    label: '微信小程序',
    agent: `${iphone} MicroMessenger/8.0.74(0x18004a24) NetType/WIFI Language/zh_CN miniProgram/wx0f1e2d3c4b5a6978`,
    system: 'ios',
    miniProgram: true,
  },
  {
    name: 'alipay',
    label: '支付宝',
    agent: `${android} Chrome/103.0.0.0 UWS/5.0 Mobile Safari/537.36 Nebula AlipayDefined(nt:WIFI) AliApp(AP/10.8.30.6000) AlipayClient/10.8.30.6000`,
    system: 'android',
    bridge: 'alipay',
    arrives: 900,
    blocks: noApps,
    windows: 'same',
    storage: 'kept',
  },
  {
    name: 'alipay',
    label: '支付宝小程序',
    agent: `${iphone} Ariver/1.0.0 AliApp(AP/10.8.30.6000) Nebula WK AlipayClient/10.8.30.6000 Language/zh-Hans Region/CNAriver/1.0.0 MiniProgram APXWebView`,
    system: 'ios',
    bridge: 'alipay',
    miniProgram: true,
    arrives: 300,
    blocks: noApps,
    windows: 'nothing',
    storage: 'kept',
  },
  {
    name: 'unionpay',
    label: '云闪付',
    agent: `${iphone}  (com.unionpay.chsp) (cordova 4.5.4) (version 1024) (UnionPay/1.0 CloudPay) (clientVersion 324) (language zh_CN) (upHtml) (walletMode 00)`,
    system: 'ios',
    bridge: 'unionpay',
    arrives: 500,
    blocks: '^$',
    windows: 'same',
    storage: 'kept',
  },
  {
    name: 'meituan',
    label: '美团',
    agent: `${android} Chrome/68.0.3440.91 Mobile Safari/537.36 TitansX/20.0.1 KNB/1.2.0 android/14 mt/com.sankuai.meituan/12.35.401 App/10120/12.35.401 MeituanGroup/12.35.401`,
    system: 'android',
    bridge: 'meituan',
    arrives: 'before',
    blocks: '^$',
    windows: 'same',
    storage: 'kept',
    assumed: true,
  },
  {
    name: 'ctrip',
    label: '携程',
    agent: `${iphone}_eb64__isiPhoneX_Ctrip_CtripWireless_8.71.2_cDevice=iPhone 14 Pro__cSize=w393*h852__cwk=1_safeAreaTop=59_safeAreaBottom=34`,
    system: 'ios',
    bridge: 'ctrip',
    arrives: 'before',
    blocks: '^(?!ctrip:|https?:|about:)',
    windows: 'nothing',
    storage: 'kept',
    assumed: true,
  },
  {
    name: 'wechat',
    label: '微信，字体 200%',
    agent: `${iphone} MicroMessenger/8.0.74(0x18004a24) NetType/WIFI Language/zh_CN`,
    system: 'ios',
    arrives: 'never',
    blocks: noApps,
    windows: 'same',
    storage: 'kept',
    scale: 2,
  },
  {
    name: 'douyin',
    label: '抖音',
    agent: `${iphone} aweme_36.7.0 Region/CN AppTheme/light NetType/WIFI JsSdk/2.0 WKWebView/1 aweme/36.7.0 BytedanceWebview/d8a21c6`,
    system: 'ios',
    arrives: 'never',
    blocks: noApps,
    windows: 'nothing',
    storage: 'none',
  },
  {
    name: 'qq',
    label: 'QQ，字体 150%',
    agent: `${android} Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/046715 Mobile Safari/537.36 V1_AND_SQ_8.9.78_4548_YYB_D QQ/8.9.78.12275 NetType/WIFI CurrentFontScale/1.5`,
    system: 'android',
    arrives: 'never',
    blocks: '^$',
    windows: 'same',
    storage: 'throws',
    scale: 1.5,
  },
];
