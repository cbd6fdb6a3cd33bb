import type { Profile } from './profile.ts';

/** Alipay, its mini-program web-view included. Another company's app opens there only from a list nobody publishes. */
export const alipay: Profile = {
  app: { ios: 'link', android: 'page', harmony: 'page', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'unknown',
};
