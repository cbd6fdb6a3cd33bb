/** One widget as the builds know it. */
export interface Widget {
  /** After `inlay-` in the tag; also the name of its files. */
  name: string;
  element: string;
  source: string;
  /**
   * What it asks the gateway first, below `/v1/` and without the query that all of them have: the loader sends it while
   * the widget's code is on its way. `{name}` is an attribute of the tag.
   */
  first: string;
}

/** Every widget of the SDK. */
export const widgets: readonly Widget[] = [
  {
    name: 'wealth-card',
    element: 'InlayWealthCard',
    source: 'src/widgets/wealth-card/wealth-card.ts',
    first: 'products/{product}',
  },
  {
    name: 'coupon-claim',
    element: 'InlayCouponClaim',
    source: 'src/widgets/coupon-claim/coupon-claim.ts',
    first: 'campaigns/{campaign}',
  },
  { name: 'coupon-list', element: 'InlayCouponList', source: 'src/widgets/coupon-list/coupon-list.ts', first: '' },
];

/** Languages beyond zh-CN: their name, the file with the table and what it exports. */
export const languages = [
  { locale: 'zh-HK', source: 'src/core/text.zh-hk.ts', table: 'zhHK' },
  { locale: 'en', source: 'src/core/text.en.ts', table: 'en' },
] as const;

/** Chunks that are fetched after the first paint. */
export const lateParts: Readonly<Record<string, string>> = {
  'after-paint': 'src/after-paint.ts',
  qr: 'src/qr.ts',
  'coupon-late': 'src/coupon-late.ts',
};
