import { createCouponClaim, type CouponModel } from '../../../src/core/models/coupon-claim.ts';
import { isTap, life, modelOf, type Instance } from '../binding.ts';
import '../parts.ts';

/** Alipay's global; its typings would bring a second `my` into the workspace. */
declare function Component(options: object): void;

interface Sheet extends Instance {
  data: { view: object | null; reading: boolean };
}

const shared = life({
  widget: 'coupon-claim',
  params: { campaign: '', placement: '', mode: '' },
  make: createCouponClaim,
});

Component({
  ...shared,
  props: { campaign: '', placement: '', layout: '', locale: '', mode: '', theme: '' },
  data: { ...shared.data, reading: false },
  didUpdate(this: Sheet) {
    shared.didUpdate.call(this);
    // The sheet goes with what it told of: what comes next is not opened unasked.
    if (this.data.reading && !this.data.view) this.setData({ reading: false });
  },
  methods: {
    /** The customer tapped the button; nothing of a mini-program's page lies over it. */
    act(event: unknown) {
      void modelOf<CouponModel>(this)?.act({ dwell: 0, ratio: 0, visible: true }, isTap(event));
    },
    retry() {
      modelOf<CouponModel>(this)?.retry();
    },
    /** The customer wants all of the rules. */
    read(this: Sheet) {
      modelOf<CouponModel>(this)?.rulesRead();
      this.setData({ reading: true });
    },
    shut(this: Sheet) {
      this.setData({ reading: false });
    },
    /** Under the sheet the page stays where it is. */
    still() {},
  },
});
