import type { Profile } from './profile.ts';

/**
 * A page in WeChat. The open tags work only on a page whose domain is bound to the account that owns them, so on a
 * partner's page the way is one hop to the bank's; on iOS from 7.0.5 the same address opens the app by itself.
 */
export const wechat: Profile = {
  app: { ios: 'link', android: 'page', harmony: 'page', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'unknown',
};
