const { partner } = require('../../settings.js');

Page({
  data: {
    // The hotel's coupon is the travel platform's own.
    hotel: partner === 'lvtu',
    elder: false,
    locale: 'zh-CN',
    locales: [
      { id: 'zh-CN', name: '简体' },
      { id: 'zh-HK', name: '繁體' },
      { id: 'en', name: 'English' },
    ],
    said: '',
  },

  /** The partner's own check before a claim: `false` or a rejection stops it, `preventDefault()` would at once. */
  onClaimIntent({ detail }) {
    detail.waitUntil(this.isPaid());
  },

  /** Stands for a question to the partner's backend. */
  isPaid() {
    return new Promise((resolve) => setTimeout(() => resolve(true), 300));
  },

  onClaimed({ detail: { coupons, already } }) {
    this.setData({ said: already ? '这张券之前已经领过。' : `已领取 ${coupons} 张。` });
  },

  /** What can honestly be said of an attempt to open the bank's app: one of five words. */
  onResult({ detail: { outcome, evidence } }) {
    console.log('inlay-app-result', outcome, evidence);
  },

  toggleElder() {
    const elder = !this.data.elder;
    this.setData({ elder });
    getApp().inlay.update({ mode: elder ? 'elder' : 'standard' });
  },

  chooseLocale({ currentTarget }) {
    const locale = currentTarget.dataset.id;
    this.setData({ locale });
    getApp().inlay.update({ locale });
  },
});
