import type { CouponModel } from '../../core/models/coupon-claim.ts';
import { card, createCouponClaim, modelOf, tap } from '../shared.ts';

const behavior = card({
  widget: 'coupon-claim',
  params: { campaign: '', placement: '', mode: '' },
  make: createCouponClaim,
});

Component({
  behaviors: [behavior],
  options: { styleIsolation: 'isolated', multipleSlots: true },
  externalClasses: ['inlay-class'],
  properties: {
    /** `compact` for the terms in one paragraph. */
    layout: String,
  },
  data: { reading: false },
  observers: {
    /** The sheet goes with what it told of: what comes next is not opened unasked. */
    view(view: object | null) {
      if (!view && this.data.reading) this.shut();
    },
  },
  methods: {
    /** The customer tapped the button. */
    act(event: WechatMiniprogram.TouchEvent) {
      tap(this, event, (seen, trusted) => void modelOf<CouponModel>(this)?.act(seen, trusted));
    },
    /** The customer wants all of the rules. */
    read() {
      modelOf<CouponModel>(this)?.rulesRead();
      this.setData({ reading: true });
    },
    shut() {
      this.setData({ reading: false });
    },
    /** Under the sheet the page stays where it is. */
    still() {},
  },
});
