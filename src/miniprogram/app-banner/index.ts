import type { AppBannerModel } from '../../core/models/app-banner.ts';
import { card, createAppBanner, modelOf, tap } from '../shared.ts';

/** The model, and what WeChat's own button needs to launch its app here; empty where only the model's way is open. */
interface Banner extends AppBannerModel {
  button(): string;
}

const behavior = card({
  widget: 'app-banner',
  params: {
    campaign: '',
    placement: '',
    form: 'inline',
    about: 'app',
    verb: 'show',
    product: '',
    paid: false,
    mode: '',
  },
  make(inlay, params, emit): Banner {
    const model = createAppBanner(inlay, params, emit);
    const { campaign, placement } = params;
    return {
      ...model,
      button() {
        const { host } = inlay.ports;
        const target = model.now()?.target;
        const along = { campaign, placement, attribution: inlay.attribution.token() };
        return (target && host.appButton?.(target, along)) || '';
      },
    };
  },
  dress: (_, model: Banner) => ({ launch: model.button() }),
});

Component({
  behaviors: [behavior],
  options: { styleIsolation: 'isolated', multipleSlots: true },
  externalClasses: ['inlay-class'],
  data: {
    /** The notice is unfolded. */
    whole: false,
  },
  methods: {
    unfold() {
      this.setData({ whole: !this.data.whole });
    },
    /** The customer tapped the button. */
    open(event: WechatMiniprogram.TouchEvent) {
      tap(this, event, (seen, trusted) => modelOf<Banner>(this)?.open(seen, trusted));
    },
    /** The customer tapped the way to the store. */
    download(event: WechatMiniprogram.TouchEvent) {
      tap(this, event, (seen, trusted) => modelOf<Banner>(this)?.download(seen, trusted));
    },
    close() {
      modelOf<Banner>(this)?.close();
    },
  },
});
