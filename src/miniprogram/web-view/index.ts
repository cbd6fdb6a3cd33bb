import { bankPage } from '../shared.ts';

/** A page of the bank's: the one thing on a page of the mini-program, which the SDK opens. */
Component({
  data: { src: '' },
  lifetimes: {
    attached() {
      void Promise.resolve(bankPage()?.take()).then((src) => {
        if (src) this.setData({ src });
        // Opened by anything but the SDK, or kept over a restart: there is nothing to show.
        else wx.navigateBack({ fail() {} });
      });
    },
    detached() {
      bankPage()?.closed();
    },
  },
  methods: {
    /** It loaded an address, or one could not be: the way back leads to the partner's own. */
    move({ detail: { src } }: { detail: { src: string } }) {
      if (bankPage()?.moved(src)) wx.navigateBack({ fail() {} });
    },
    hear({ detail }: { detail: { data: unknown } }) {
      bankPage()?.heard(detail.data);
    },
  },
});
