import { addressOf, allowedBy } from './bridge/hosts/address.ts';
import { createOpenTag, type OpenTag } from './bridge/hosts/open-tag.ts';
import type { Answer } from './bridge/hosts/profile.ts';
import { configureWeixin as configure, type Weixin, type WeixinLists } from './bridge/hosts/wx-config.ts';
import type { Inlay } from './core/inlay.ts';
import type { LaunchParams, LaunchResult, LaunchTarget } from './core/ports.ts';

export { mergeWeixin, type Weixin, type WeixinLists, type WeixinSignature } from './bridge/hosts/wx-config.ts';
export type { OpenTag } from './bridge/hosts/open-tag.ts';
export type { Answer } from './bridge/hosts/profile.ts';

/**
 * Runs the page's `wx.config`, signed by the bank, with the page's own lists and ours. The SDK never does that by itself: a
 * second config takes the first one's rights away. Call again after each change of route. Never rejects.
 */
export async function configureWeixin(inlay: Inlay, wx: Weixin, own: WeixinLists = {}): Promise<Answer> {
  const { http, clock, host } = inlay.ports;
  if (host.name !== 'wechat') return 'no';
  const path = `/v1/wechat/js-config?partner=${inlay.partner}`;
  try {
    return await configure(wx, own, (url) => http.request({ method: 'POST', path, body: { url } }), clock);
  } catch (error) {
    inlay.debug(`wx.config: ${error instanceof Error ? error.message : error}`);
    return 'unknown';
  }
}

/** What an open tag looks like and leads to. */
export interface OpenTagOptions {
  target: LaunchTarget;
  params?: LaunchParams;
  /** The words on its button. */
  label: string;
  /** Styles of the button, class `open`; without positions, which the tag does not draw. */
  css?: string;
  /** Hears of each outcome. */
  tell(result: LaunchResult): void;
}

/**
 * Makes WeChat's open tag for a place. `undefined` where none may work (R7): outside WeChat, in a frame, off the bank's own
 * origins (a tag opens only what belongs to the account of the page's domain), or without an id at WeChat.
 */
export function openTag(
  inlay: Inlay,
  { target, params = {}, label, css = '', tell }: OpenTagOptions,
): OpenTag | undefined {
  const allowed = allowedBy(inlay.gateway, inlay.policy);
  if (inlay.ports.host.name !== 'wechat' || window.top !== window.self || !allowed.origins.includes(location.origin)) {
    return undefined;
  }
  const drop = (name: string) => inlay.debug(`"${name}" does not go along: its value cannot be`);
  const address = addressOf(target, inlay.partner, params, allowed, drop);
  return address ? createOpenTag(target, address, label, css, tell) : undefined;
}
