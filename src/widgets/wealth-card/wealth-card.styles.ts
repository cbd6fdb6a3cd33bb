import { css } from '../base/css.ts';

/** The wealth card's own look; tokens and shared pieces come from the base. */
export const styles = css`
  .rate > * + * {
    margin-top: 4px;
  }
  .rate .figures {
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
  /* As wide as a registration code. */
  dl {
    grid-template-columns: repeat(auto-fit, minmax(136px, auto));
  }
  @media (max-width: 599px) {
    dl {
      grid-template-columns: auto minmax(136px, auto);
    }
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
  .skeleton {
    --tall: 560px;
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
  .compact .skeleton {
    --tall: 420px;
  }
`;
