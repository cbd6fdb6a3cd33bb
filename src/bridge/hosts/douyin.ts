import type { Profile } from './profile.ts';

/** Douyin, its mini-program web-view included. */
export const douyin: Profile = {
  app: { ios: 'link', android: 'scheme', harmony: 'page', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'unknown',
};
