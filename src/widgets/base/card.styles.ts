import { css } from './css.ts';

/** What every card has: its name, chips, blocks of small print, the foot, the skeleton's ground, a failure, ways out. */
export const card = css`
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
  .ad {
    display: inline-block;
    padding: 0 5px;
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
    min-height: var(--tall);
    position: relative;
    --bar: linear-gradient(var(--line), var(--line)) no-repeat;
  }
  .skeleton::after {
    content: '';
    position: absolute;
    inset: auto 0 26px;
    height: var(--tap);
    border-radius: calc(var(--tap) / 2);
    background-color: var(--line);
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
