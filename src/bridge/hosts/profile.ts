import type { HostName } from '../../core/ports.ts';
import { alipay } from './alipay.ts';
import { ctrip } from './ctrip.ts';
import { desktop } from './desktop.ts';
import { douyin } from './douyin.ts';
import { meituan } from './meituan.ts';
import { mobile } from './mobile.ts';
import { qq } from './qq.ts';
import type { System } from './system.ts';
import { unionpay } from './unionpay.ts';
import { wechat } from './wechat.ts';
import { wechatWebview } from './wechat-webview.ts';

/** Yes, no, or nobody has shown it yet: what is not known is never taken for a yes. */
export type Answer = 'yes' | 'no' | 'unknown';

/**
 * How an app is opened: its https address (universal link, Android app link, HarmonyOS App Linking), Chrome's `intent:`,
 * its own scheme, one hop to the bank's page, or a QR code for the phone.
 */
export type Way = 'link' | 'intent' | 'scheme' | 'page' | 'qr';

/**
 * What a page must know of its host, whose name is its class in the channel policy; what else is known stands in
 * `facts.ts`. Facts and their sources: docs/hosts.md.
 */
export interface Profile {
  app: Readonly<Record<System, Way>>;
  /** Where this way is known to open the app if it is installed, so that the bank's page means it is not. */
  opens: readonly System[];
  /** May the host open WeChat's `weixin:` scheme? */
  weixin: Answer;
  /** Does a frame of the bank keep its session here? */
  frames: Answer;
}

const byName: Readonly<Record<Exclude<HostName, 'browser'>, Profile>> = {
  wechat,
  'wechat-webview': wechatWebview,
  alipay,
  unionpay,
  meituan,
  ctrip,
  douyin,
  qq,
};

/** The profile of a host on a system; a browser has one on phones and tablets, one on desktops. */
export function profileOf(name: HostName, system: System): Profile {
  if (name === 'browser') return system === 'desktop' ? desktop : mobile;
  return byName[name];
}
