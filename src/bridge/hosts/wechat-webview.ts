import type { Profile } from './profile.ts';

/**
 * The `<web-view>` of a WeChat mini-program. It shows only domains its owner has listed, frames included; an app is
 * opened by a native page of the mini-program, which only its owner can build.
 */
export const wechatWebview: Profile = {
  app: { ios: 'page', android: 'page', harmony: 'page', desktop: 'qr' },
  opens: [],
  weixin: 'no',
  frames: 'no',
};
