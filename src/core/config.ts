import { InlayError } from './errors.ts';
import type { InlayConfig } from './inlay.ts';

const gatewayForm =
  /^(https:\/\/[a-z0-9][a-z0-9.-]*|http:\/\/([a-z0-9-]+\.)*localhost|http:\/\/127\.0\.0\.1)(:\d{1,5})?$/;

/** The words an option may be, for those that are a choice. */
export const choices = {
  locale: ['zh-CN', 'zh-HK', 'en'],
  mode: ['standard', 'elder'],
  theme: ['light', 'dark', 'auto'],
  host: ['browser', 'wechat', 'wechat-webview', 'alipay', 'unionpay', 'meituan', 'ctrip', 'douyin', 'qq'],
} as const satisfies Partial<Record<keyof InlayConfig, readonly string[]>>;

/** With those that are attributes of some widgets alone. */
const words = { ...choices, layout: ['card', 'compact'], form: ['inline', 'bar', 'link'] };

/** What is wrong with a value for an option or an attribute that is a choice; empty when nothing is. */
export function faultOf(key: keyof typeof words, value: unknown): string {
  const allowed: readonly unknown[] = words[key];
  return value === undefined || allowed.includes(value)
    ? ''
    : `${key} must be one of ${allowed.join(', ')}, got "${value}"`;
}

function wrong(fix: string): never {
  throw new InlayError('invalid_config', fix);
}

/** A copy that has nothing from a polluted Object.prototype, with the gateway as an origin. */
export function checkConfig(given: InlayConfig): InlayConfig {
  const config = { __proto__: null, ...given } as unknown as InlayConfig;
  const { partner } = config as { partner: unknown };
  // It goes into URLs and names of databases.
  if (typeof partner !== 'string' || !/^[a-z0-9][a-z0-9_-]{0,31}$/.test(partner)) {
    wrong(`partner must be the id the bank gave you, got "${partner}"`);
  }
  config.gateway = `${config.gateway}`.toLowerCase().replace(/\/$/, '');
  if (!gatewayForm.test(config.gateway)) {
    wrong(`gateway must be the bank's origin, such as https://open.bank.example, got "${given.gateway}"`);
  }
  for (const key of Object.keys(choices) as (keyof typeof choices)[]) {
    const fault = faultOf(key, config[key]);
    if (config[key] === undefined) delete config[key];
    else if (fault) wrong(fault);
  }
  if (config.account !== undefined && !/^[\w.-]{1,64}$/.test(config.account)) {
    wrong(`account is an id of letters, digits, . - and _, got "${config.account}"`);
  }
  for (const key of ['getTicket', 'onTrack', 'onError'] as const) {
    if (config[key] !== undefined && typeof config[key] !== 'function') wrong(`${key} must be a function`);
  }
  return config;
}
