import type { System } from '../../../src/bridge/hosts/system.ts';
import type { HostName } from '../../../src/core/ports.ts';

/** A user agent, and what it must be taken for. */
export interface Sample {
  what: string;
  agent: string;
  host: HostName;
  system: System;
  /** `navigator.maxTouchPoints` where it matters. */
  touches?: number;
}

/** Beginnings of user agents. */
export const phone =
  'Mozilla/5.0 (Linux; Android 14; 23127PN0CC Build/UKQ1.230804.001; wv) AppleWebKit/537.36 (KHTML, like Gecko)';
export const iphone = (system: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${system} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)`;
export const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
export const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
export const appId = 'wx0f1e2d3c4b5a6978';

/** Makes a sample. */
export const sample = (host: HostName, system: System, what: string, agent: string, touches?: number): Sample => ({
  what,
  agent,
  host,
  system,
  ...(touches === undefined ? {} : { touches }),
});

/** As seen on devices; the part before the first word that tells something is filled in where the source left it out. */
export const seen: readonly Sample[] = [
  sample(
    'wechat',
    'android',
    'WeChat 8.0.76 on Android',
    `${phone} Version/4.0 Chrome/150.0.7871.189 Mobile Safari/537.36 XWEB/1500117 MMWEBSDK/20260502 MMWEBID/9885 MicroMessenger/8.0.76.3141(0x28004C31) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
  ),
  sample(
    'wechat',
    'android',
    'WeChat 8.0.71 on Android',
    `${phone} Version/4.0 Chrome/146.0.0.0 Mobile Safari/537.36 XWEB/1460249 MMWEBSDK/20260202 MicroMessenger/8.0.71.3080(0x28004752) WeChat/arm64 Weixin NetType/5G Language/zh_CN ABI/arm64`,
  ),
  sample(
    'wechat',
    'android',
    'WeChat 8.0.31 with its words in another order',
    `${phone} Version/4.0 Chrome/86.0.4240.99 XWEB/4375 MMWEBSDK/20221011 Mobile Safari/537.36 MMWEBID/1234 MicroMessenger/8.0.31.2281(0x28001F59) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
  ),
  sample(
    'wechat',
    'android',
    'WeChat on the system’s own web-view',
    `${phone} Version/4.0 Chrome/101.0.4951.61 Mobile Safari/537.36 MMWEBID/77 MicroMessenger/8.0.61.2880(0x28003D59) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
  ),
  sample(
    'wechat',
    'ios',
    'WeChat on an iPhone',
    `${iphone('18_6')} Mobile/15E148 MicroMessenger/8.0.74(0x18004a24) NetType/WIFI Language/zh_CN`,
  ),
  sample(
    'wechat',
    'desktop',
    'WeChat for Windows',
    `${windows} Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI WindowsWechat(0x63090a13) UnifiedPCWindowsWechat(0xf2541923) XWEB/19823 Flue`,
  ),
  sample(
    'wechat',
    'desktop',
    'WeChat for Mac',
    `${mac} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MacWechat/3.8.7(0x13080712) UnifiedPCMacWechat(0xf2640702) XWEB/16786 Flue`,
  ),
  sample(
    'wechat-webview',
    'desktop',
    'a mini-program in WeChat for Windows',
    `${windows} Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Windows WindowsWechat/WMPF WindowsWechat(0x63090a13) XWEB/19823`,
  ),
  sample(
    'wechat-webview',
    'desktop',
    'a mini-program in WeChat for Mac',
    `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) MacWechat/3.8.7 NetType/WIFI MiniProgramEnv/Mac MacWechat/WMPF XWEB/16786`,
  ),
  sample(
    'wechat',
    'harmony',
    'WeChat on HarmonyOS NEXT',
    'Mozilla/5.0 (Phone; OpenHarmony 5.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile MicroMessenger/8.0.10.41(0xf3100a29) Weixin NetType/WIFI Language/zh_CN MMWEBSDK/20250801 XWEB/1140319',
  ),
  sample(
    'qq',
    'android',
    'QQ with a mini-program of WeChat’s kind',
    'MicroMessenger/Lite Luggage/4.2.3 QQ/9.2.10.29070 NetType/WIFI Language/zh_CN MiniProgramEnv/android',
  ),
  sample(
    'wechat-webview',
    'android',
    'a mini-program’s web-view on Android',
    `${phone} Version/4.0 Chrome/146.0.0.0 Mobile Safari/537.36 XWEB/1460249 MMWEBSDK/20260202 MicroMessenger/8.0.71.3080(0x28004752) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 miniProgram/${appId}`,
  ),
  sample(
    'wechat-webview',
    'ios',
    'a mini-program’s web-view on an iPhone',
    `${iphone('26_1')} Mobile/15E148 MicroMessenger/8.0.74(0x18004a24) NetType/WIFI Language/zh_CN miniProgram/${appId}`,
  ),
  sample(
    'meituan',
    'android',
    'Meituan on Android',
    'Mozilla/5.0 (Linux; Android 6.0.1; MuMu Build/V417IR; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/68.0.3440.91 Mobile Safari/537.36 TitansX/11.19.6 KNB/1.2.0 android/6.0.1 mt/com.sankuai.meituan/10.0.202 App/10120/10.0.202 MeituanGroup/10.0.202',
  ),
  sample(
    'meituan',
    'ios',
    'Meituan on an iPhone',
    `${iphone('18_3_2')} Mobile/15E148 TitansX/20.0.1.old KNB/1.0 iOS/18.3.2 meituangroup/com.meituan.imeituan/12.35.401 meituangroup/12.35.401 App/10110/12.35.401 iPhone/iPhone16 WKWebView`,
  ),
  sample(
    'ctrip',
    'ios',
    'Ctrip on an iPhone',
    `${iphone('16_3_1')} Mobile/20D67_eb64__isiPhoneX_Ctrip_CtripWireless_8.71.2_cDevice=iPhone 14 Pro__cSize=w393*h852__cwk=1_safeAreaTop=59_safeAreaBottom=34`,
  ),
  sample(
    'ctrip',
    'android',
    'Ctrip on Android',
    `${phone} Version/4.0 Chrome/68.0.3440.91 Mobile Safari/537.36_eb64__Ctrip_CtripWireless_7.15.2`,
  ),
  sample(
    'alipay',
    'ios',
    'Alipay on an iPhone',
    `${iphone('18_6_2')} Mobile/22G100 ChannelId(8) Ariver/1.1.0 AliApp(AP/10.8.30.6000) Nebula WK RVKType(0) AlipayDefined(nt:WIFI,ws:390|844|3.0,ac:ss) AlipayClient/10.8.30.6000 Language/zh-Hans Region/CN NebulaX/1.0.0 XRiver/10.2.58.1`,
  ),
  sample(
    'alipay',
    'android',
    'Alipay on Android',
    `${phone} Version/4.0 Chrome/69.0.3497.100 UWS/3.21.0.83 Mobile Safari/537.36 UCBS/3.21.0.83 ChannelId(0) NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:392|0|2.75) AliApp(AP/10.1.87.7347) AlipayClient/10.1.87.7347 Language/zh-Hans useStatusBar/true`,
  ),
  sample(
    'alipay',
    'ios',
    'a mini-program’s web-view in Alipay',
    `${iphone('17_5')} Mobile/21F79 ChannelId(5) Ariver/1.0.0 AliApp(AP/10.5.90.6000) Nebula WK AlipayClient/10.5.90.6000 Language/zh-Hans Region/CNAriver/1.0.0 MiniProgram APXWebView NebulaX/1.0.0`,
  ),
  sample(
    'unionpay',
    'ios',
    'UnionPay’s wallet',
    `${iphone('17_4')} Mobile/15E148  (com.unionpay.chsp) (cordova 4.5.4) (updebug 0) (version 1024) (UnionPay/1.0 CloudPay) (clientVersion 324) (language zh_CN) (languageFamily zh_CN) (upHtml) (walletMode 00)`,
  ),
  sample(
    'unionpay',
    'ios',
    'a mini-program in UnionPay’s wallet',
    `${iphone('17_4')} Mobile/15E148  (com.unionpay.chsp) (cordova 4.5.4) (updebug 0) (version 1024) (UnionPay/1.0 CloudPay) (clientVersion 324) (language zh_CN) (languageFamily zh_CN) (upApplet single) (walletMode 00)`,
  ),
  sample(
    'qq',
    'android',
    'QQ on Android, which names QQ Browser',
    `${phone} Version/4.0 Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/046715 Mobile Safari/537.36 V1_AND_SQ_8.9.78_4548_YYB_D QQ/8.9.78.12275 NetType/WIFI WebP/0.3.0 AppId/537175237 Pixel/1080 StatusBarHeight/96 CurrentFontScale/1.0`,
  ),
  sample(
    'qq',
    'ios',
    'QQ on an iPhone',
    `${iphone('12_0')} Mobile/16A366 QQ/7.7.8.421 V1_IPH_SQ_7.7.8_1_APP_A Pixel/750 Core/UIWebView NetType/WIFI`,
  ),
  sample(
    'douyin',
    'ios',
    'Douyin on an iPhone',
    `${iphone('18_5')} Mobile/15E148 aweme_36.7.0 Region/CN AppTheme/light NetType/WIFI JsSdk/2.0 Channel/App ByteLocale/zh WKWebView/1 Bullet/1 aweme/36.7.0 BytedanceWebview/d8a21c6 AnnieX/1`,
  ),
  sample(
    'douyin',
    'android',
    'a mini-program’s web-view in Douyin',
    `${phone} Version/4.0 Chrome/110.0.5481.154 Mobile Safari/537.36 aweme/33.2.0 ToutiaoMicroApp/3.40.0 PluginVersion/33200076`,
  ),
  sample(
    'browser',
    'ios',
    'Safari on an iPad that asks for desktop pages',
    `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
    5,
  ),
];
