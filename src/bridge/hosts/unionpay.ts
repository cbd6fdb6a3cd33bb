import type { Profile } from './profile.ts';

/** UnionPay's wallet. Its `upsdk` answers `ready` outside the wallet too: that is no proof of being inside. */
export const unionpay: Profile = {
  app: { ios: 'link', android: 'scheme', harmony: 'page', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'unknown',
};
