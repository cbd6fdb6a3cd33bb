import { css } from '../base/css.ts';

/** The app banner's own look; tokens and shared pieces come from the base. */
export const styles = css`
  .base {
    padding: 10px 8px 10px 12px;
    contain-intrinsic-size: 1px 80px;
    contain-intrinsic-size: auto 80px;
  }
  .bar {
    border-inline: 0;
    border-radius: 0;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .row .by,
  .row .by i {
    margin: 0;
  }
  .row .by i {
    width: 44px;
    height: 44px;
    border-radius: 10px;
  }
  .row .by i::after {
    top: 13px;
    left: 13px;
    width: 14px;
    height: 14px;
    border-width: 2px;
  }
  .words {
    flex: 1 1 120px;
    min-width: 0;
  }
  .ad {
    display: inline-block;
    margin-inline-start: 6px;
    padding: 0 5px;
    border-radius: 4px;
    background-color: var(--ground);
  }
  .act {
    flex: none;
    margin: 0;
  }
  .row .act button {
    padding: 8px 18px;
  }
  .close {
    flex: none;
    min-width: 44px;
    min-height: 44px;
    padding: 0;
    color: var(--text-2);
    background: none;
    font-size: 24px;
    font-weight: 300;
  }
  .after {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
  }
  .after > p {
    margin-top: 6px;
  }
  .code {
    display: block;
    width: 180px;
    max-width: 100%;
    margin: 10px auto 4px;
    border-radius: 8px;
    background-color: #fff;
    fill: #000;
  }
  .notice {
    margin-inline-end: 4px;
  }
  .link {
    padding: 6px 12px;
    border: 0;
    border-radius: 0;
  }
  .link .act {
    min-height: var(--tap);
  }
  .link .act button {
    padding: 4px 0;
    border-radius: 2px;
    color: var(--link);
    background: none;
    font-weight: 400;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .link [aria-busy='true']::before {
    display: none;
  }
  .skeleton {
    --tall: 58px;
    background:
      var(--bar) 0 7px / 44px 44px,
      var(--bar) 56px 13px / 40% 14px,
      var(--bar) 56px 35px / 60% 10px;
  }
  .skeleton::after {
    display: none;
  }
  .error {
    padding: 4px 0;
  }
`;
