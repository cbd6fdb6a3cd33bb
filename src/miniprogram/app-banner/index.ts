import type { AppBannerModel } from '../../core/models/app-banner.ts';
import { card, createAppBanner, modelOf, tap } from '../shared.ts';

const behavior = card({
  widget: 'app-banner',
  params: { campaign: '', placement: '', form: 'inline', about: 'app', verb: 'show', product: '', paid: false },
  make: createAppBanner,
});

Component({
  behaviors: [behavior],
  options: { styleIsolation: 'isolated', multipleSlots: true },
  externalClasses: ['inlay-class'],
  methods: {
    /** The customer tapped the button. */
    open(event: WechatMiniprogram.TouchEvent) {
      tap(this, event, (seen, trusted) => modelOf<AppBannerModel>(this)?.open(seen, trusted));
    },
    /** The customer tapped the way to the store. */
    download(event: WechatMiniprogram.TouchEvent) {
      tap(this, event, (seen, trusted) => modelOf<AppBannerModel>(this)?.download(seen, trusted));
    },
    close() {
      modelOf<AppBannerModel>(this)?.close();
    },
  },
});
