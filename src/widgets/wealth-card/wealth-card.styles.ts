import { css } from '../base/css.ts';

/** The wealth card's own look; tokens and shared pieces come from the base. */
export const styles = css`
  h3 {
    font-size: var(--title);
    line-height: 1.35;
    text-wrap: pretty;
  }
  .chips {
    margin: 6px 0 10px;
  }
  .chips span {
    display: inline-block;
    margin: 2px 6px 2px 0;
    padding: 1px 6px;
    border-radius: 4px;
    background-color: var(--ground);
  }
  .chips .risk {
    color: var(--accent);
    background-color: var(--accent-soft);
  }
  .chips .on {
    color: var(--text);
    box-shadow: inset 0 0 0 1px var(--line);
    font-weight: 600;
  }
  .rate > * + * {
    margin-top: 4px;
  }
  .rate b,
  .rate dd {
    font-size: var(--figure);
  }
  .past {
    margin-top: 14px;
  }
  .past > .note b {
    color: var(--text);
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin-bottom: 8px;
  }
  .past .must,
  .source {
    margin-top: 4px;
  }
  .elder .past .must {
    margin-top: 10px;
  }
  .main > dl {
    margin-top: 14px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
  }
  .block p + p,
  .small span {
    display: block;
    margin-top: 4px;
  }
  .small {
    margin-top: 10px;
  }
  .foot {
    margin-top: auto;
  }
  .hint {
    margin-top: 8px;
    text-align: center;
  }
  .compact .main {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
    align-items: center;
    column-gap: 24px;
  }
  .compact .main > dl {
    grid-column: 1 / -1;
    margin-top: 12px;
  }
  .compact .legal {
    padding: 0;
    background: none;
  }
  .compact .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .compact .act {
    flex: 1 1 auto;
  }
  .compact .hint {
    flex: 9 1 108px;
    order: -1;
    margin-top: 14px;
    padding-inline-end: 16px;
    text-align: start;
  }
  .skeleton {
    flex: 1;
    min-height: 560px;
    position: relative;
    --bar: linear-gradient(var(--line), var(--line)) no-repeat;
    background:
      var(--bar) 0 2px / 55% 12px,
      var(--bar) 0 28px / 100% 18px,
      var(--bar) 0 54px / 40% 18px,
      var(--bar) 0 84px / 85% 16px,
      var(--bar) 0 122px / 30% 12px,
      var(--bar) 100% 120px / 36% 18px,
      var(--bar) 0 148px / 100% 10px,
      var(--bar) 0 166px / 80% 10px,
      var(--bar) 0 198px / 100% 88px,
      var(--bar) 0 310px / 100% 1px,
      var(--bar) 0 326px / 38% 28px,
      var(--bar) 100% 326px / 38% 28px,
      var(--bar) 0 calc(100% - 96px) / 100% 80px;
  }
  .skeleton::after {
    content: '';
    position: absolute;
    inset: auto 0 26px;
    height: var(--tap);
    border-radius: calc(var(--tap) / 2);
    background-color: var(--line);
  }
  .compact .skeleton {
    min-height: 420px;
  }
  .error {
    padding: 24px 0;
    text-align: center;
  }
  .void,
  slot:not([name]) {
    display: none;
  }
  .aside slot:not([name]) {
    display: block;
    text-align: center;
  }
`;
