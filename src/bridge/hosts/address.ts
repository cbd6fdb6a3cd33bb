import { allowedUrl, withQuery } from '../../core/link.ts';
import type { Policy } from '../../core/policy.ts';
import type { LaunchParams, LaunchTarget } from '../../core/ports.ts';
import { originsOf } from '../../core/surface.ts';
import { isPersonal } from '../redact.ts';
import type { System } from './system.ts';

/** The addresses the channel policy lets us open (R2). */
export interface Allowed {
  /** Origins of the bank's. */
  origins: readonly string[];
  /** Schemes of the bank's apps, without the colon. */
  schemes: readonly string[];
}

/** What the policy document that holds now allows, the gateway itself always. */
export function allowedBy(gateway: string, policy: Pick<Policy, 'targets' | 'document'>): Allowed {
  const { apps } = Object(policy.document()) as { apps?: Record<string, { scheme?: unknown } | undefined> };
  const schemes = Object.keys(Object(apps) as object).map((name) => `${apps![name]?.scheme}`);
  return { origins: originsOf(gateway, policy), schemes };
}

/** Query names by what they carry; nothing else goes along (R6). */
const names: Readonly<Record<string, string>> = {
  placement: 'pl',
  campaign: 'cp',
  attribution: 'at',
  journey: 'jn',
  return: 'rt',
  mode: 'mode',
  locale: 'locale',
};
const token = /^[\w.~-]{1,1200}$/;
// Letters, digits and marks of any language, but nothing that could be read as another address or is not seen.
const word = /^[^\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\/:@]{1,64}$/;
/** Longest address that every host and store is known to hand on. */
const LONGEST = 2048;
const MINI_PROGRAM_QUERY = 1024;

// A scheme is text from the bank: even one on its list is none of those that run or read something here.
const scheme =
  /^(?!(javascript|data|vbscript|file|blob|about|https?|wss?|ftp|intent|content|filesystem|view-source)$)[a-z][a-z0-9+.-]{1,31}$/;
const packageName = /^[a-z]\w*(\.[a-z]\w*)+$/i;
const appId = /^wx[0-9a-f]{16}$/;
const pagePath = /^[\w-]+(\/[\w-]+)*$/;
const urlLink = /^https:\/\/(wxaurl|wxmpurl)\.cn\/[\w-]{4,64}$/;
const store: Readonly<Record<System, RegExp>> = {
  ios: /^https:\/\/apps\.apple\.com\/cn\/app\/([\w-]+\/)?id\d{6,12}$/,
  android:
    /^https:\/\/(a\.app\.qq\.com\/o\/simple\.jsp|sj\.qq\.com\/appdetail\/[\w.]+|appgallery\.huawei\.com\/app\/C\d+)(\?[\w.~=&-]*)?$/,
  harmony: /^https:\/\/appgallery\.huawei\.com\/app\/(detail\?id=[\w.]+|C\d+)$/,
  desktop: /^$/,
};

/** True when this may travel in an address: short, plain, and nobody's number or name card. */
function isFit(name: string, value: string, origins: readonly string[]): boolean {
  if (name === 'attribution') return token.test(value);
  if (name === 'return') return !!allowedUrl(value, origins);
  return word.test(value) && !isPersonal(name, value);
}

/**
 * The place's https address with what goes along, each value escaped; empty when the address is none of the bank's.
 * `drop` hears of what was left out.
 */
export function addressOf(
  target: LaunchTarget,
  partner: string,
  params: LaunchParams,
  { origins }: Allowed,
  drop: (name: string) => void,
): string {
  const url = allowedUrl(target.url, origins);
  if (!url) return '';
  // A mini-program has no address of its own.
  const own = (globalThis as { location?: { origin: string } }).location?.origin;
  const query: Record<string, string> = { pt: partner };
  for (const name of Object.keys(names)) {
    const value = Object.prototype.hasOwnProperty.call(params, name) ? params[name] : '';
    if (!value) continue;
    if (typeof value === 'string' && isFit(name, value, own ? [...origins, own] : origins)) query[names[name]!] = value;
    else drop(name);
  }
  const address = withQuery(url, query);
  if (address.length <= LONGEST) return address;
  drop('return');
  return withQuery(url, { ...query, rt: '' });
}

/** The app's own scheme, when the policy lists it and it is one that can only open an app. */
function schemeOf({ app }: LaunchTarget, { schemes }: Allowed): string {
  return app && scheme.test(app.scheme) && schemes.includes(app.scheme) ? app.scheme : '';
}

/** The same address under the app's own scheme; empty when the scheme is not on the list. */
export function schemeLink(target: LaunchTarget, address: string, allowed: Allowed): string {
  const own = schemeOf(target, allowed);
  return own && address.replace(/^https?/, own);
}

/** Chrome's link to an app, which leads to the https address where the app is missing; empty without a package. */
export function intentLink(target: LaunchTarget, address: string, allowed: Allowed): string {
  const own = target.app?.package ?? '';
  if (!packageName.test(own)) return '';
  const by = schemeOf(target, allowed) || 'https';
  const fallback = encodeURIComponent(address);
  return `${address.replace(/^https?/, 'intent')}#Intent;scheme=${by};package=${own};S.browser_fallback_url=${fallback};end`;
}

/** A link from outside WeChat into a mini-program: the bank's URL Link, else the plain scheme; empty when neither can be. */
export function miniProgramLink(target: LaunchTarget, address: string): string {
  const { id = '', path: given = '', link = '' } = target.wechat ?? {};
  // The suffix is the open tag's alone.
  const path = given.replace(/\.html$/, '');
  if (urlLink.test(link)) return link;
  const query = encodeURIComponent(address.slice(address.indexOf('?') + 1));
  if (!appId.test(id) || !pagePath.test(path) || query.length > MINI_PROGRAM_QUERY) return '';
  return `weixin://dl/business/?appid=${id}&path=${encodeURIComponent(path)}&query=${query}`;
}

/** The app's page in the system's store; empty when there is none, or it is in no store we know. */
export function storeLink(target: LaunchTarget, system: System): string {
  const stores: Partial<Record<System, string>> = target.app?.stores ?? {};
  const link = stores[system] ?? '';
  return store[system].test(link) ? link : '';
}
