import { css } from './css.ts';

/** A sheet from the bottom of the screen, in the middle of a wide one; its texts scroll. */
export const sheetStyles = css`
  .sheet {
    position: fixed;
    inset: auto 0 0;
    z-index: 2147483647;
    width: auto;
    max-width: 560px;
    height: auto;
    min-height: 0;
    max-height: 85vh;
    margin: 0 auto;
    border-radius: 14px 14px 0 0;
    content-visibility: visible;
    box-shadow: 0 0 0 100vmax #0008;
  }
  .sheet::backdrop {
    background: none;
  }
  .sheet .head {
    flex: none;
    margin-bottom: 8px;
    text-align: center;
    font-size: var(--title);
  }
  .lines {
    overflow: auto;
    overscroll-behavior: contain;
    /* Of its last line's link. */
    padding-bottom: 5px;
  }
  .lines:focus-visible {
    outline-offset: -2px;
  }
  .lines p {
    margin: 0 0 10px;
    line-height: 1.55;
    overflow-wrap: anywhere;
  }
  .lines .note {
    display: block;
  }
  .shut {
    flex: none;
    margin-top: 7px;
    border-radius: calc(var(--tap) / 2);
  }
  @media (min-width: 600px) {
    .sheet {
      inset: 0;
      height: fit-content;
      margin: auto;
      border-radius: 14px;
    }
  }
`;
