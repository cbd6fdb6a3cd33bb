import type { Profile } from './profile.ts';

/** Meituan's app. All of it is assumed until the partner confirms. */
export const meituan: Profile = {
  app: { ios: 'link', android: 'scheme', harmony: 'page', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'unknown',
};
