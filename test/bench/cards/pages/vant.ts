// Vant as a user would load it: Vue and the components used, each with its own style, and the page's own style sheet.
import { Button, CellGroup, Tag } from 'vant';
import 'vant/es/button/style/index.mjs';
import 'vant/es/cell-group/style/index.mjs';
import 'vant/es/tag/style/index.mjs';
import { createApp, defineComponent, h, ref, shallowRef, watch, type VNodeChild } from 'vue';
import './page.css';
import { contentOf, fetchProduct, fixed, type Content } from './content.ts';
import { productOf } from './list.ts';

const pair = (left: VNodeChild, right: VNodeChild, note = false) =>
  h('p', { class: note ? 'pair note' : 'pair' }, [h('span', { class: 'note' }, [left]), right]);

function body(content: Content): VNodeChild[] {
  return [
    h('p', { class: 'note' }, content.seller),
    h('h3', content.name),
    h(
      'p',
      { class: 'chips' },
      content.chips.map((text, n) => h(Tag, { type: n ? 'default' : 'warning' }, () => text)),
    ),
    pair(fixed.benchmark, h('b', content.benchmark)),
    h('p', { class: 'note' }, content.why),
    pair(fixed.past, h('b', content.latest), true),
    h('svg', { viewBox: '0 0 100 72', preserveAspectRatio: 'none', role: 'img', 'aria-label': content.summary }, [
      h('path', { class: 'area', d: `M0 72L${content.line}V72` }),
      h('path', { class: 'line', d: `M${content.line}` }),
    ]),
    pair(content.from, h('span', content.to), true),
    ...content.changes.map(({ label, period, value, up, benchmark }) =>
      pair(
        `${label} ${period}`,
        h('span', [h('b', { class: up ? 'up' : 'down' }, value), ' ', h('span', { class: 'note' }, benchmark)]),
      ),
    ),
    h('p', { class: 'note' }, content.source),
    h(
      'dl',
      content.facts.map(([label, value]) => h('div', [h('dt', { class: 'note' }, label), h('dd', value)])),
    ),
    h(
      'div',
      { class: 'legal note' },
      content.warnings.map((text) => h('p', text)),
    ),
    h('p', { class: 'note' }, [
      `${fixed.fees} `,
      h('a', { href: content.fees.url }, content.fees.text),
      h('br'),
      fixed.lookUp,
    ]),
    h('p', { class: 'notice note' }, fixed.notice),
  ];
}

const WealthCard = defineComponent({
  props: { product: { type: String, required: true } },
  setup(props) {
    const content = shallowRef<Content>();
    const load = async (id: string) => {
      const product = await fetchProduct(id);
      if (id === props.product) content.value = contentOf(product);
    };
    watch(() => props.product, load, { immediate: true });
    const act = () => (location.href = content.value!.fees.url);
    return () =>
      content.value &&
      h(CellGroup, { inset: true, class: 'card' }, () => [
        ...body(content.value!),
        h(Button, { class: 'action', type: 'primary', block: true, round: true, onClick: act }, () => fixed.action),
        h('p', { class: 'hint note' }, fixed.hint),
      ]);
  },
});

const count = ref(0);
const turn = ref(0);
const home = document.querySelector('main');
if (home) {
  const cards = () =>
    Array.from({ length: count.value }, (_, n) =>
      h('div', { key: n, 'data-card': n ? undefined : '' }, h(WealthCard, { product: productOf(n, turn.value) })),
    );
  createApp({ render: cards }).mount(home);
}
window.cards = {
  mount(size) {
    turn.value = 0;
    count.value = size;
  },
  update() {
    turn.value = 1;
  },
  remove() {
    count.value = 0;
  },
  last: () => home?.lastElementChild ?? undefined,
};
const only = document.querySelector<HTMLElement>('[data-product]');
if (only) createApp(WealthCard, { product: only.dataset.product! }).mount(only);
