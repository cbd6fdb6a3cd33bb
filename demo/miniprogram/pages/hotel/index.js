Page({
  /** The customer is about to leave for the bank; `detail.preventDefault()` would keep him here. */
  onOpen({ detail: { product, verb } }) {
    console.log('inlay-product-open', product, verb);
  },
});
