import '@inlay/sdk/define';
import { products, startInlay } from './start.ts';

startInlay();

const log = document.querySelector('#log');
for (const product of products) {
  const card = document.createElement('inlay-wealth-card');
  card.product = product;
  card.placement = 'plain';
  card.addEventListener('inlay-ready', (event) => (log!.textContent = `ready ${event.detail.widget}`));
  card.addEventListener('inlay-product-open', (event) => {
    event.preventDefault();
    log!.textContent = `open ${event.detail.product} ${event.detail.receipt.version}`;
  });
  document.querySelector('#app')?.append(card);
}
