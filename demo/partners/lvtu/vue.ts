import '@inlay/sdk/define';
import type { InlayEvents } from '@inlay/sdk';
import { createApp, defineComponent, h, ref } from 'vue';
import { products, startInlay } from './start.ts';

startInlay();

// Render functions instead of templates: Vue's run-time compiler needs 'unsafe-eval', which a page with a card should not allow.
const App = defineComponent(() => {
  const said = ref('');
  const shown = ref(true);
  const card = (product: string) =>
    h('inlay-wealth-card', {
      key: product,
      product,
      placement: 'vue',
      onInlayReady: (event: CustomEvent<InlayEvents['inlay-ready']>) => (said.value = `ready ${event.detail.widget}`),
      onInlayProductOpen: (event: CustomEvent<InlayEvents['inlay-product-open']>) => {
        event.preventDefault();
        said.value = `open ${event.detail.product} ${event.detail.receipt.version}`;
      },
    });
  return () => [
    shown.value ? products.map(card) : undefined,
    h('p', { id: 'log', role: 'status' }, said.value),
    h('button', { id: 'toggle', onClick: () => (shown.value = !shown.value) }, shown.value ? '收起' : '展开'),
  ];
});

createApp(App).mount('#app');
