import type { Profile } from './profile.ts';

/** A browser on a desktop: the app is on the phone beside it. */
export const desktop: Profile = {
  app: { ios: 'qr', android: 'qr', harmony: 'qr', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'yes',
};
