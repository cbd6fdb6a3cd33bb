import type { Theme } from 'vitepress';
import Stock from 'vitepress/theme-without-fonts';
import { LiveExample } from './live.ts';
import './look.css';

const theme: Theme = {
  extends: Stock,
  enhanceApp({ app }) {
    app.component('LiveExample', LiveExample);
  },
};

export default theme;
