import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { corners } from './corners.ts';
import { fences } from './fences.ts';
import { linksOnly } from './links.ts';
import { english, chinese } from './pages.ts';
import { searchWords } from './search.ts';
import { tables } from './tables.ts';

/** Places are called as GitHub calls them, so that one link serves there and here. */
const slugify = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

export default defineConfig({
  base: '/docs/',
  title: 'Inlay',
  cleanUrls: true,
  // The site can be read from a folder without a network: nothing is asked of anybody else.
  head: [
    ['link', { rel: 'icon', href: '/docs/seal.svg', type: 'image/svg+xml' }],
    ['meta', { name: 'theme-color', content: '#0b6b58' }],
  ],
  srcExclude: ['node_modules/**'],
  rewrites: { 'decisions/README.md': 'decisions/index.md' },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('inlay-') } } },
  vite: {
    resolve: {
      alias: [{ find: /^.*\/VPHome\.vue$/, replacement: fileURLToPath(new URL('theme/home.ts', import.meta.url)) }],
    },
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify },
    config: (md) => md.use(tables).use(fences).use(linksOnly).use(corners),
  },
  themeConfig: {
    outline: [2, 3],
    search: { provider: 'local', options: { locales: searchWords, detailedView: false } },
  },
  locales: {
    root: { label: 'English', lang: 'en', ...english },
    zh: { label: '简体中文', lang: 'zh-CN', ...chinese },
  },
});
