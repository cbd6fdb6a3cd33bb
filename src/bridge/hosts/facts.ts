import type { HostName } from '../../core/ports.ts';
import type { Answer } from './profile.ts';
import type { System } from './system.ts';

/** What else is known of a host: no page carries it, it is for the documentation and for whoever plays the host. */
export interface HostFacts {
  /** May the page offer a share through the host? */
  share: Answer;
  /** The host's own bridge: the global's name and the document's event that announces it, if it has one. */
  bridge: readonly [global: string, ready?: string] | undefined;
  /** True where the facts stand on samples alone: assumed until the partner confirms. */
  assumed: boolean;
}

const bridges: Partial<Record<HostName, HostFacts['bridge']>> = {
  wechat: ['WeixinJSBridge', 'WeixinJSBridgeReady'],
  'wechat-webview': ['WeixinJSBridge', 'WeixinJSBridgeReady'],
  alipay: ['AlipayJSBridge', 'AlipayJSBridgeReady'],
  unionpay: ['upsdk'],
  meituan: ['KNB'],
  qq: ['mqq'],
};

/** What else is known of a host on a system. */
export function hostFacts(name: HostName, system: System): HostFacts {
  const desktop = name === 'browser' && system === 'desktop';
  return {
    share: name === 'wechat' ? 'yes' : desktop ? 'no' : 'unknown',
    bridge: bridges[name],
    assumed: name === 'meituan' || name === 'ctrip',
  };
}
