import type { HostSettings } from '../../hosts/settings.ts';
import { systemNames } from './facts.ts';
import { say } from '../say.ts';

const english: Partial<Record<HostSettings['name'], string>> = {
  wechat: 'WeChat',
  'wechat-webview': 'WeChat mini-program',
  alipay: 'Alipay',
  unionpay: 'UnionPay wallet',
  meituan: 'Meituan',
  ctrip: 'Ctrip',
  douyin: 'Douyin',
  qq: 'QQ',
};
/** Where a host's own version stands in its user agent. */
const versions: Partial<Record<HostSettings['name'], RegExp>> = {
  wechat: /MicroMessenger\/([\d.]+?)(?=\(|\s|$)/,
  'wechat-webview': /MicroMessenger\/([\d.]+?)(?=\(|\s|$)/,
  alipay: /AlipayClient\/([\d.]+)/,
  unionpay: /clientVersion (\d+)/,
  meituan: /com\.sankuai\.meituan\/([\d.]+)/,
  ctrip: /CtripWireless_([\d.]+)/,
  douyin: /aweme_([\d.]+)/,
  qq: / QQ\/([\d.]+)/,
};

/** The version a host states of itself. */
export function versionOf({ name, agent }: Pick<HostSettings, 'name' | 'agent'>): string {
  return versions[name]?.exec(agent)?.[1] ?? '';
}

/** A simulated host as people call it, with its system and version: `支付宝 10.8.30.6000 · Android`. */
export function hostTitle(host: HostSettings): string {
  const { name, label, miniProgram, scale, system } = host;
  const own = english[name] ?? label;
  const en =
    own + (miniProgram && !own.includes('mini') ? ' mini-program' : '') + (scale ? `, text ${scale * 100} %` : '');
  return `${say(label, en)} ${versionOf(host)} · ${systemNames[system]}`;
}
