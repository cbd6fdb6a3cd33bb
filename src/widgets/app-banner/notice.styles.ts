import { css } from '../base/css.ts';

/** A notice in the banner: folded, it and the rest take what is reserved for a banner without one. */
export const notice = css`
  .notice {
    margin: 2px 0 0;
    padding: 0;
  }
  .words .notice {
    margin: 0;
  }
  summary {
    display: block;
    position: relative;
    padding: 3px 22px 3px 8px;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '›';
    position: absolute;
    top: 3px;
    right: 9px;
    transform: rotate(90deg);
  }
  summary span {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 1;
  }
  .words span,
  .link span {
    -webkit-line-clamp: 2;
  }
  [open] span {
    display: block;
  }
  .line {
    display: flex;
    gap: 12px;
  }
  .line .act {
    flex: 1 1 auto;
  }
  .line .notice {
    flex: 99 1 0;
    align-self: flex-start;
    min-width: 40%;
    margin: 0;
  }
  .line summary {
    box-sizing: border-box;
    min-height: var(--tap);
  }
  .elder summary {
    padding-top: 2px;
    padding-bottom: 2px;
  }
  .told {
    padding: 3px 12px;
  }
  .told .row {
    min-height: 44px;
  }
  /* Not the gap: the cross would touch the button, which Chromium then takes for covered. */
  .told .words {
    margin-inline-start: -4px;
  }
  .told .ad {
    padding: 0 2px;
  }
`;
