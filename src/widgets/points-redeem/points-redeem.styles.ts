import { css } from '../base/css.ts';

/** The points redemption's own look; tokens and shared pieces come from the base. */
export const styles = css`
  .main > * + * {
    margin-top: 4px;
  }
  .price {
    margin-top: 8px;
  }
  .price b {
    font-size: calc(var(--title) + 3px);
  }
  .main > .split {
    align-items: center;
    margin-top: 12px;
  }
  /* As strong as what makes one line of the notes of a pair. */
  .split .cap {
    display: block;
  }
  /* A line as long as it is once the bank has said what is left: nothing moves when it does. */
  @media (max-width: 599px) {
    .main > .split > .note {
      flex: 1 0 100%;
    }
    .elder .split .cap {
      min-height: 3.1em;
    }
  }
  @media (max-width: 374px) {
    .split .cap {
      min-height: 3.1em;
    }
  }
  .step {
    display: inline-flex;
    align-items: center;
    border-radius: calc(var(--tap) / 2);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .elder .split .step {
    display: inline-flex;
    margin-top: 12px;
  }
  .step button {
    padding: 0;
    width: var(--tap);
    border-radius: calc(var(--tap) / 2);
    color: var(--link);
    background: none;
    font-size: 20px;
    font-weight: 400;
  }
  .step [aria-disabled='true'] {
    color: var(--text-3);
    cursor: default;
  }
  .step b {
    min-width: 24px;
    padding: 8px 4px;
    border-radius: 6px;
    text-align: center;
  }
  .main > dl {
    margin-top: 12px;
    padding-top: 12px;
    border-top: 1px solid var(--line);
  }
  .rules dl {
    grid-template-columns: 1fr;
    gap: 6px;
  }
  .rules dd {
    font-size: var(--note);
    font-weight: inherit;
    line-height: 1.55;
  }
  .skeleton {
    min-height: 380px;
    background:
      var(--bar) 0 2px / 40% 12px,
      var(--bar) 0 28px / 70% 18px,
      var(--bar) 0 56px / 90% 12px,
      var(--bar) 0 84px / 34% 22px,
      var(--bar) 0 128px / 50% 12px,
      var(--bar) 100% 120px / 132px var(--tap),
      var(--bar) 0 184px / 100% 110px;
  }
`;
