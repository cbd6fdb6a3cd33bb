import { appId, iphone, mac, phone, sample, windows, type Sample } from './user-agents.ts';

/** What looks like one of them and is not. */
export const nearMisses: readonly Sample[] = [
  sample(
    'browser',
    'desktop',
    'Safari on a Mac',
    `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
    0,
  ),
  sample(
    'browser',
    'desktop',
    'Chrome on a Windows laptop with a touch screen',
    `${windows} Chrome/156.0.0.0 Safari/537.36`,
    10,
  ),
  sample('browser', 'desktop', 'no user agent at all', ''),
  sample(
    'browser',
    'desktop',
    'Chrome on Linux',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  ),
  sample('browser', 'ios', 'Safari on an iPhone', `${iphone('18_5')} Version/18.5 Mobile/15E148 Safari/604.1`),
  sample(
    'browser',
    'android',
    'Chrome on Android',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  ),
  sample(
    'browser',
    'android',
    'Huawei’s browser on HarmonyOS 3, which runs Android’s apps',
    'Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN01; HMSCore 6.11.0.332) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 HuaweiBrowser/13.0.6.303 Mobile Safari/537.36',
  ),
  sample(
    'browser',
    'harmony',
    'Huawei’s browser on HarmonyOS NEXT',
    'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.0.4.300',
  ),
  sample(
    'browser',
    'android',
    'QQ Browser, which is not QQ',
    `${phone} Version/4.0 Chrome/109.0.5414.86 MQQBrowser/13.7 Mobile Safari/537.36 COVC/046715`,
  ),
  sample(
    'browser',
    'android',
    'MicroMessenger with no number',
    `${phone} Chrome/109.0.5414.86 Mobile Safari/537.36 MicroMessenger/Lite`,
  ),
  sample(
    'browser',
    'ios',
    'a page that only speaks of mini-programs',
    `${iphone('18_5')} Version/18.5 Mobile/15E148 Safari/604.1 miniProgram/${appId}`,
  ),
  sample(
    'browser',
    'ios',
    'Taobao, an AliApp',
    `${iphone('18_5')} Mobile/15E148 AliApp(TB/10.30.10) WindVane/8.7.2 TBIOS/10.30.10`,
  ),
  sample(
    'browser',
    'android',
    'DingTalk, an AliApp',
    `${phone} Version/4.0 Chrome/99.0.4844.88 Mobile Safari/537.36 AliApp(DingTalk/7.6.0) com.alibaba.android.rimet/37196611`,
  ),
  sample(
    'browser',
    'android',
    'another bank’s app built on mPaaS',
    `${phone} Version/4.0 Chrome/99.0.4844.88 Mobile Safari/537.36 Nebula mPaaSClient/10.2.3`,
  ),
  sample(
    'browser',
    'ios',
    'another bank’s wallet that speaks UnionPay',
    `${iphone('17_4')} Mobile/15E148 (cordova 4.5.4) (UnionPay/1.0 ABCDEF) (language zh_CN)`,
  ),
  sample(
    'browser',
    'android',
    'Dianping, in Meituan’s container',
    `${phone} Version/4.0 Chrome/99.0.4844.88 Mobile Safari/537.36 TitansX/12.9.3 KNB/1.2.0 android/12 dp/com.dianping.v1/11.5.12 App/10210/11.5.12`,
  ),
  sample(
    'browser',
    'android',
    'a merchant’s app in Meituan’s container',
    `${phone} Chrome/99.0.4844.88 Mobile Safari/537.36 TitansX/12.9.3 KNB/1.2.0 android/12 dp/com.sankuai.meituan.merchant/8.5.1`,
  ),
  sample(
    'browser',
    'android',
    'Meituan’s name without its container',
    `${phone} Chrome/99.0.4844.88 Mobile Safari/537.36 com.sankuai.meituan/10.0.202`,
  ),
  sample('browser', 'ios', 'a sister of Ctrip’s app', `${iphone('16_3_1')} Mobile/20D67_eb64__ctripVBKwireless_5.2.1`),
  sample(
    'browser',
    'android',
    'Ctrip’s app for the young',
    `${phone} Chrome/99.0.4844.88 Mobile Safari/537.36_eb64__Youth_CtripWireless_1.2.0`,
  ),
  sample(
    'browser',
    'android',
    'another sister of Ctrip’s app',
    `${phone} Chrome/99.0.4844.88 Mobile Safari/537.36_eb64__gs_wireless_3.1.0`,
  ),
  sample(
    'browser',
    'ios',
    'TikTok',
    `${iphone('18_5')} Mobile/15E148 musical_ly_36.7.0 JsSdk/2.0 BytedanceWebview/d8a21c6 trill_360700`,
  ),
  sample(
    'browser',
    'ios',
    'Toutiao',
    `${iphone('18_5')} Mobile/15E148 NewsArticle/9.8.0 JsSdk/2.0 BytedanceWebview/d8a21c6`,
  ),
  // WeCom carries WeChat's words; what its pages may do is not known, so it gets WeChat's rules, which are the narrower.
  sample(
    'wechat',
    'android',
    'WeCom',
    `${phone} Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 wxwork/4.1.16 MicroMessenger/7.0.1 NetType/WIFI Language/zh`,
  ),
];
