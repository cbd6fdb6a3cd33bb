import { useData, withBase } from 'vitepress';
import { defineComponent, h, onMounted, ref, watch } from 'vue';

/** Where the sandbox bank is; only the demo's server knows, and answers. */
interface Demo {
  gateway: string;
  partner: string;
}

let asked: Promise<Demo | undefined> | undefined;

/** Asks once per visit, and brings the SDK when there is a bank. */
function findDemo(): Promise<Demo | undefined> {
  asked ??= fetch(withBase('/demo.json'))
    .then((answer) => (answer.ok ? (answer.json() as Promise<Demo>) : undefined))
    .catch(() => undefined)
    .then((demo) => {
      if (demo) load(demo);
      return demo;
    });
  return asked;
}

function load({ gateway, partner }: Demo): void {
  const sheet = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: `${gateway}/inlay/inlay.css`,
  });
  const script = Object.assign(document.createElement('script'), { type: 'module', src: `${gateway}/inlay/inlay.js` });
  Object.assign(script.dataset, { partner, gateway, ticket: withBase('/ticket'), consent: 'none' });
  script.crossOrigin = 'anonymous';
  document.head.append(sheet, script);
}

/** The widgets of a block of HTML, alive where the sandbox bank is at hand, else as a picture. */
export const LiveExample = defineComponent({
  props: { picture: { type: String, required: true } },
  setup(props, { slots }) {
    const { isDark, lang } = useData();
    const state = ref<'asking' | 'alive' | 'still'>('asking');
    const dress = () => {
      const page = window as unknown as { inlay?: unknown[] };
      page.inlay ??= [];
      page.inlay.push([
        'update',
        { theme: isDark.value ? 'dark' : 'light', locale: lang.value === 'en' ? 'en' : 'zh-CN' },
      ]);
    };
    onMounted(async () => {
      state.value = (await findDemo()) ? 'alive' : 'still';
      dress();
    });
    watch([isDark, lang], dress);
    return () =>
      h('div', { class: 'live' }, [
        // The widgets have headings of the third level, wherever they stand.
        h('h2', { class: 'visually-hidden' }, lang.value === 'en' ? 'Live example' : '示例'),
        state.value === 'alive' && slots.default?.(),
        state.value === 'still' &&
          h('img', {
            src: withBase(`/pictures/${lang.value === 'en' ? 'en/' : ''}${props.picture}.webp`),
            ...{ alt: '', width: 375, loading: 'lazy' },
          }),
      ]);
  },
});
