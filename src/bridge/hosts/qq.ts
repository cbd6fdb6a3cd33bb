import type { Profile } from './profile.ts';

/** QQ. */
export const qq: Profile = {
  app: { ios: 'link', android: 'scheme', harmony: 'page', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'unknown',
};
