import { css } from '../base/css.ts';

/** The app banner's own look; tokens and shared pieces come from the base. */
export const styles = css`
  .base {
    padding: 10px 12px;
    /* Of the content alone: with padding and border it is the 80 px that are reserved. */
    contain-intrinsic-size: 1px 58px;
    contain-intrinsic-size: auto 58px;
  }
  .bar {
    border-inline: 0;
    border-radius: 0;
  }
  .row {
    min-height: 58px;
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .row .by,
  .row .by i {
    margin: 0;
  }
  .row .by i {
    width: 40px;
    height: 40px;
    border-radius: 10px;
  }
  .row .by i::after {
    top: 12px;
    left: 12px;
    width: 12px;
    height: 12px;
    border-width: 2px;
  }
  .words {
    flex: 1;
    min-width: 0;
  }
  .act {
    flex: none;
    margin: 0;
  }
  .row .act button {
    padding: 8px 16px;
  }
  .after .act button {
    padding: 8px 20px;
    font-size: var(--body);
  }
  .close {
    flex: none;
    min-width: 44px;
    min-height: 44px;
    margin-inline: -8px -10px;
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
  .link {
    padding: 6px 12px;
    border: 0;
    border-radius: 0;
  }
  .link .act {
    min-height: var(--tap);
  }
  .link .act button {
    box-shadow: none;
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
      var(--bar) 0 9px / 40px 40px,
      var(--bar) 50px 13px / 40% 14px,
      var(--bar) 50px 35px / 60% 10px;
  }
  .link .skeleton {
    --tall: 63px;
  }
  .elder .skeleton {
    --tall: 88px;
  }
  .skeleton::after {
    display: none;
  }
  .error {
    padding: 4px 0;
  }
`;
