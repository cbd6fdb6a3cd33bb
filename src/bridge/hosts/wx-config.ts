import type { Clock } from '../../core/ports.ts';
import type { Answer } from './profile.ts';
import { systemOf } from './system.ts';

/** What the page gives to `wx.config` as far as we add to it. */
export interface WeixinLists {
  jsApiList?: readonly string[];
  openTagList?: readonly string[];
}

/** As much of the page's `wx` (JSSDK 1.6.0 and up) as we call. */
export interface Weixin {
  config(options: object): void;
  ready(callback: () => void): void;
  error(callback: (failure: unknown) => void): void;
  checkJsApi(options: {
    jsApiList: string[];
    success(answer: { checkResult?: Record<string, unknown> }): void;
    fail(): void;
  }): void;
}

/** A signature by the bank, which holds the account's ticket. */
export interface WeixinSignature {
  appId: string;
  timestamp: number;
  nonceStr: string;
  signature: string;
}

/** The open tags of the bank's places. */
export const openTags = { app: 'wx-open-launch-app', 'mini-program': 'wx-open-launch-weapp' } as const;

const PATIENCE = 4000;
/** A later `wx.config` tells nobody that it succeeded: how long its failure is waited for. */
const SETTLE = 1500;

const landing = typeof location === 'undefined' ? '' : location.href;

/** The page's own lists with what the bank's places need, in fresh arrays: `wx.config` rewrites the ones it is given. */
export function mergeWeixin<T extends WeixinLists>(own: T): T & { jsApiList: string[]; openTagList: string[] } {
  const merge = (list: readonly string[] = [], more: readonly string[]) => [...new Set([...list, ...more])];
  return {
    ...own,
    // An empty list has been seen to keep the tags from working.
    jsApiList: merge(own.jsApiList, ['checkJsApi']),
    openTagList: merge(own.openTagList, Object.values(openTags)),
  };
}

/**
 * The address WeChat holds the signature against: on iOS the one that was loaded, whatever a single-page app has made of
 * it since; elsewhere the one that is shown. Without the fragment.
 */
export function signedAddress(): string {
  const ios = systemOf(navigator.userAgent, navigator.maxTouchPoints) === 'ios';
  const [entry] = ios ? performance.getEntriesByType('navigation') : [];
  return (ios ? entry?.name || landing : location.href).split('#')[0]!;
}

/**
 * Runs `wx.config` for the page that handed its `wx` over, and says what came of it. `ready` alone is no success: it also
 * comes after a failure, at once after a second config, and to clients whose version the JSSDK compares wrongly, which
 * hear of no failure; so the client is asked for a tag by `checkJsApi`. Replaces the page's `wx.error` handler.
 */
export async function configureWeixin(
  wx: Weixin,
  own: WeixinLists,
  sign: (url: string) => Promise<WeixinSignature>,
  clock: Clock,
): Promise<Answer> {
  const url = signedAddress();
  const signature = await sign(url);
  // The customer went on meanwhile: this signature is for a page that is no more.
  if (signedAddress() !== url) return 'unknown';
  return new Promise((resolve) => {
    let asked = false;
    let cancelSettle = () => {};
    const end = (answer: Answer) => {
      cancel();
      cancelSettle();
      resolve(answer);
    };
    const cancel = clock.after(PATIENCE, () => end('unknown'));
    const check = () => {
      if (asked) return;
      asked = true;
      const tag = openTags.app;
      wx.checkJsApi({
        jsApiList: [tag],
        success: ({ checkResult }) => end(checkResult && checkResult[tag] === false ? 'no' : 'yes'),
        fail: () => end('no'),
      });
    };
    try {
      wx.error(() => end('no'));
      wx.config({ debug: false, ...mergeWeixin(own), ...signature });
      let atOnce = true;
      wx.ready(() => {
        if (atOnce) cancelSettle = clock.after(SETTLE, check);
        else check();
      });
      atOnce = false;
    } catch {
      end('unknown');
    }
  });
}
