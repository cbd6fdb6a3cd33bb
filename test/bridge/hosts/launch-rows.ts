import type { System } from '../../../src/bridge/hosts/system.ts';
import type { HostName } from '../../../src/core/ports.ts';
import { nearMisses } from './near-misses.ts';
import { iphone, phone, seen } from './user-agents.ts';

/** A page on a device, and what opening the app comes to for each act of the customer (see `acts`), by first letters. */
export interface Row {
  what: string;
  host: HostName;
  system: System;
  agent: string;
  touches: number;
  chrome: boolean;
  /** The page is one of the bank's own. */
  home: boolean;
  /** What the page asked the system for. */
  link: RegExp;
  installed: string;
  missing: string;
}

const address = /^https:\/\/open\.bank\.example\/h5\/products\/FN30D02A\?pt=lvtu$/;
const framed = /^framed qinghebank:\/\/open\.bank\.example\/h5\/products\/FN30D02A\?pt=lvtu$/;
const scheme = /^qinghebank:\/\/open\.bank\.example\/h5\/products\/FN30D02A\?pt=lvtu$/;
const intent =
  /^intent:\/\/open\.bank\.example\/h5\/products\/FN30D02A\?pt=lvtu#Intent;scheme=qinghebank;package=example\.bank\.qinghe;S\.browser_fallback_url=https%3A%2F%2Fopen\.bank\.example%2Fh5%2Fproducts%2FFN30D02A%3Fpt%3Dlvtu;end$/;
const none = /^$/;

const harmony =
  'Mozilla/5.0 (Phone; OpenHarmony 5.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile';

/** The user agent of a sample by a part of its name. */
const agentOf = (what: string) => [...seen, ...nearMisses].find((sample) => sample.what.includes(what))!.agent;

const row = (
  what: string,
  host: HostName,
  system: System,
  agent: string,
  link: RegExp,
  [installed, missing]: readonly [string, string],
  more: Partial<Row> = {},
): Row => ({ what, host, system, agent, link, installed, missing, touches: 5, chrome: false, home: false, ...more });

// What happened to a page that gave way to the bank's is not known in an app that nobody has seen handing links on.
const hop = ['uuuuuu', 'uuuuuu'] as const;
const link = ['oooooo', 'uuuuuu'] as const;
const byScheme = ['oococu', 'uuuuuu'] as const;
const blocked = ['bbbbbb', 'bbbbbb'] as const;

export const rows: readonly Row[] = [
  row('Safari on an iPhone', 'browser', 'ios', agentOf('Safari on an iPhone'), address, ['oooooo', 'nnnnnn']),
  row('Safari on an iPad as a Macintosh', 'browser', 'ios', agentOf('iPad'), address, ['oooooo', 'nnnnnn']),
  row('Chrome on Android', 'browser', 'android', agentOf('Chrome on Android'), intent, ['oooooo', 'nnnnnn'], {
    chrome: true,
  }),
  row('QQ Browser on Android', 'browser', 'android', agentOf('QQ Browser'), framed, byScheme),
  row('a HarmonyOS browser', 'browser', 'harmony', agentOf('HarmonyOS NEXT'), address, ['oooooo', 'uuuuuu']),
  row('a desktop', 'browser', 'desktop', agentOf('Chrome on Linux'), address, hop, { touches: 0 }),
  row('WeChat on an iPhone', 'wechat', 'ios', agentOf('WeChat on an iPhone'), address, link),
  row('WeChat on Android', 'wechat', 'android', agentOf('WeChat 8.0.76'), address, hop),
  row('WeChat on HarmonyOS', 'wechat', 'harmony', agentOf('WeChat on HarmonyOS'), address, hop),
  row('WeChat for Windows', 'wechat', 'desktop', agentOf('WeChat for Windows'), address, hop),
  row('a mini-program on an iPhone', 'wechat-webview', 'ios', agentOf('web-view on an iPhone'), address, hop),
  row('a mini-program on Android', 'wechat-webview', 'android', agentOf('web-view on Android'), address, hop),
  row('Alipay on an iPhone', 'alipay', 'ios', agentOf('Alipay on an iPhone'), address, link),
  row('Alipay on Android', 'alipay', 'android', agentOf('Alipay on Android'), address, hop),
  row('Alipay on HarmonyOS', 'alipay', 'harmony', `${harmony} AlipayClient/10.8.30`, address, hop),
  row('UnionPay on an iPhone', 'unionpay', 'ios', agentOf('UnionPay’s wallet'), address, link),
  row('UnionPay on Android', 'unionpay', 'android', `${phone} (UnionPay/1.0 CloudPay)`, framed, byScheme),
  row('Meituan on an iPhone', 'meituan', 'ios', agentOf('Meituan on an iPhone'), address, link),
  row('Meituan on Android', 'meituan', 'android', agentOf('Meituan on Android'), framed, byScheme),
  row('Meituan on HarmonyOS', 'meituan', 'harmony', `${harmony} TitansX/20 KNB/1`, address, hop),
  row('Ctrip on an iPhone', 'ctrip', 'ios', agentOf('Ctrip on an iPhone'), address, link),
  row('Ctrip on Android', 'ctrip', 'android', agentOf('Ctrip on Android'), framed, byScheme),
  row('Douyin on an iPhone', 'douyin', 'ios', agentOf('Douyin on an iPhone'), address, link),
  row('Douyin on Android', 'douyin', 'android', agentOf('in Douyin'), framed, byScheme),
  row('QQ on an iPhone', 'qq', 'ios', agentOf('QQ on an iPhone'), address, link),
  row('QQ on Android', 'qq', 'android', agentOf('names QQ Browser'), framed, byScheme),
  // On the bank's own pages a link to them stays in the page.
  row('the bank’s page in Safari', 'browser', 'ios', iphone('18_5'), scheme, ['oououu', 'uuuuuu'], { home: true }),
  row('the bank’s page in WeChat', 'wechat', 'ios', agentOf('WeChat on an iPhone'), none, blocked, { home: true }),
  row('the bank’s page in WeChat on Android', 'wechat', 'android', agentOf('WeChat 8.0.76'), none, blocked, {
    home: true,
  }),
  row('the bank’s page in Alipay', 'alipay', 'android', agentOf('Alipay on Android'), none, blocked, { home: true }),
];
