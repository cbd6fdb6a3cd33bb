import { css } from '../base/css.ts';

/** The coupon's own look; tokens and shared pieces come from the base. */
export const styles = css`
  .terms {
    margin-top: 12px;
  }
  dl {
    gap: 6px 12px;
  }
  dd {
    font-weight: 400;
    font-size: var(--note);
    line-height: 1.55;
  }
  .compact dl {
    display: block;
  }
  .compact dl > div,
  .compact dt,
  .compact dd {
    display: inline;
  }
  .compact dd::before {
    content: ' ';
  }
  .compact div + div > dt::before {
    content: ' · ';
  }
  .skeleton::after {
    display: none;
  }
  .skeleton {
    min-height: 480px;
    background:
      var(--bar) 0 2px / 55% 12px,
      var(--bar) 0 28px / 100% 148px,
      var(--bar) 0 200px / 100% 12px,
      var(--bar) 0 224px / 80% 12px,
      var(--bar) 0 248px / 100% 12px,
      var(--bar) 0 272px / 60% 12px;
  }
  .compact .skeleton {
    min-height: 300px;
  }
  .read {
    align-self: flex-start;
    margin-bottom: -8px;
    min-height: var(--tap);
    padding: 0;
    color: var(--link);
    background: none;
    font-size: var(--note);
    font-weight: 400;
    text-decoration: underline;
  }
`;
