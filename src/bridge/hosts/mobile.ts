import type { Profile } from './profile.ts';

/** A browser on a phone or a tablet. */
export const mobile: Profile = {
  app: { ios: 'link', android: 'intent', harmony: 'link', desktop: 'qr' },
  opens: ['ios', 'android'],
  weixin: 'yes',
  frames: 'yes',
};
