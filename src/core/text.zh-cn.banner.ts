/** Simplified Chinese of the app banner; it travels with the widget. */
export const zhCNBanner = {
  openShort: '打开',
  goShort: '前往',
  openPlace: '打开{place}',
  goPlace: '前往{place}',
};
