import { Content } from 'vitepress';
import { VPHomeContent, VPHomeFeatures, VPHomeHero } from 'vitepress/theme-without-fonts';
import { defineComponent, h } from 'vue';

/** The theme's front page in a landmark, which its own has not; the build puts it in the place of that. */
export default defineComponent({
  setup: () => () =>
    h('main', { class: 'VPHome' }, [
      h(VPHomeHero),
      h(VPHomeFeatures),
      h(VPHomeContent, null, { default: () => h(Content) }),
    ]),
});
