import { css } from './css.ts';

const dark = css`
  --text: #eef3f1;
  --text-2: #b5bfbc;
  --text-3: #98a3a0;
  --surface: #18201e;
  --ground: #0e1413;
  --line: #2b3532;
  --primary: #4cc2a7;
  --on-primary: #06231c;
  --accent: #e3bf74;
  --accent-soft: #2b2414;
  --notice: #f0bf84;
  --notice-soft: #2f2415;
  --rise: #ff7b72;
  --fall: #4fcf8d;
  color-scheme: dark;
`;

/**
 * The tokens in both themes and the wall against the page: nothing a page lets inherit gets past `.base`.
 * Colours a page sets arrive here only through `theme.ts`, which reads and checks them first; sizes are clamped.
 */
export const tokens = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .base {
    all: initial;
    /* Not reset by it. */
    direction: ltr;
    unicode-bidi: isolate;
    /* The page may switch taps off, and a customer may have enlarged all text (WeChat on iOS does it this way). */
    pointer-events: inherit;
    -webkit-text-size-adjust: inherit;
    --text: #17211f;
    --text-2: #55605d;
    --text-3: #646e6b;
    --surface: #fff;
    --ground: #f4f6f5;
    --line: #e6eae8;
    --primary: #0b6b58;
    --on-primary: #fff;
    --link: var(--primary);
    --accent: #8a6116;
    --accent-soft: #fbf4e4;
    --notice: #8a4b08;
    --notice-soft: #fff6ec;
    --rise: #c8302b;
    --fall: #11804a;
    color-scheme: light;
    /* A value that is no length makes its declaration inherit from here, which is why this size is fixed. */
    font-size: 14px;
    --font: system-ui, -apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', sans-serif;
    --title: max(17px, min(var(--inlay-font-size-title, 17px), 36px));
    --body: max(14px, min(var(--inlay-font-size-body, 14px), 30px));
    --note: max(12px, min(var(--inlay-font-size-note, 12px), 30px));
    --figure: min(17px, var(--title));
    --space: max(8px, min(var(--inlay-space, 16px), 32px));
    --tap: max(44px, min(var(--inlay-tap, 44px), 96px));
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    position: relative;
    isolation: isolate;
    min-height: inherit;
    overflow: hidden;
    padding: var(--space);
    color: var(--text);
    background-color: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--inlay-radius, 14px);
    font-family: var(--font);
    line-height: 1.45;
    text-align: start;
    overflow-wrap: break-word;
    -webkit-tap-highlight-color: transparent;
    content-visibility: auto;
    contain-intrinsic-size: 1px 400px;
  }
  /* Not drawn yet, it is as high as what inlay.css keeps for it: in a frame, Chromium draws it only when it is in view. */
  @supports (contain-intrinsic-size: auto 1px) {
    .base {
      contain-intrinsic-size: auto calc(var(--inlay-room, 434px) - 2 * var(--space) - 2px);
    }
  }
  .base:lang(zh-HK) {
    --font: system-ui, -apple-system, 'PingFang HK', 'Noto Sans CJK HK', sans-serif;
  }
  .dark {
    ${dark}
  }
  @media (prefers-color-scheme: dark) {
    .auto {
      ${dark}
    }
  }
  .elder {
    font-size: 18px;
    line-height: 1.5;
    --title: max(22px, min(var(--inlay-font-size-title, 22px), 40px));
    --body: max(18px, min(var(--inlay-font-size-body, 18px), 36px));
    --note: max(18px, min(var(--inlay-font-size-note, 18px), 36px));
    --figure: min(20px, var(--title));
    --space: max(16px, min(var(--inlay-space, 20px), 32px));
    --tap: max(60px, min(var(--inlay-tap, 60px), 96px));
  }
  .base > * {
    font-size: var(--body);
  }
`;
