import type { Profile } from './profile.ts';

/**
 * Ctrip's app. All of it is assumed until the partner confirms. Its bridge answers through one global of the page's own,
 * `app.callback`, and its sign-in hands out Ctrip's secrets: we touch neither.
 */
export const ctrip: Profile = {
  app: { ios: 'link', android: 'scheme', harmony: 'page', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'unknown',
};
