/** One widget as the builds know it. */
export interface Widget {
  /** After `inlay-` in the tag; also the name of its files. */
  name: string;
  element: string;
  source: string;
  /** Name of its chunk: a file with `banner` or `coupon` in its name is what ad blockers look for. */
  chunk: string;
  /**
   * What it asks the gateway first, below `/v1/` and without the query that all of them have: the loader sends it while
   * the widget's code is on its way. `{name}` is an attribute of the tag. Empty for one that needs the channel policy
   * alone, which is asked for in any case.
   */
  first: string;
}

/** Every widget of the SDK. */
export const widgets: readonly Widget[] = [
  {
    name: 'wealth-card',
    element: 'InlayWealthCard',
    source: 'src/widgets/wealth-card/wealth-card.ts',
    chunk: 'wealth-card',
    first: 'products/{product}',
  },
  {
    name: 'coupon-claim',
    element: 'InlayCouponClaim',
    source: 'src/widgets/coupon-claim/coupon-claim.ts',
    chunk: 'claim',
    first: 'campaigns/{campaign}',
  },
  {
    name: 'coupon-list',
    element: 'InlayCouponList',
    source: 'src/widgets/coupon-list/coupon-list.ts',
    chunk: 'claim-list',
    first: '',
  },
  {
    name: 'app-banner',
    element: 'InlayAppBanner',
    source: 'src/widgets/app-banner/app-banner.ts',
    chunk: 'app',
    first: '',
  },
  {
    name: 'points-redeem',
    element: 'InlayPointsRedeem',
    source: 'src/widgets/points-redeem/points-redeem.ts',
    chunk: 'points',
    first: 'reward-items/{item}',
  },
];

/** Languages beyond zh-CN: their name, the file with the table and what it exports. */
export const languages = [
  { locale: 'zh-HK', source: 'src/core/text.zh-hk.ts', table: 'zhHK' },
  { locale: 'en', source: 'src/core/text.en.ts', table: 'en' },
] as const;

/** Chunks that are fetched after the first paint. */
export const lateParts: Readonly<Record<string, string>> = {
  'after-paint': 'src/after-paint.ts',
  'points-late': 'src/points-late.ts',
  qr: 'src/qr.ts',
  'claim-late': 'src/coupon-late.ts',
};
