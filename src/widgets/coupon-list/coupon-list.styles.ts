import { css } from '../base/css.ts';

/** The list's own look: no card of its own, one coupon below the other, two side by side on a wide page. */
export const styles = css`
  .base {
    padding: 0;
    border: 0;
    border-radius: 0;
    overflow: visible;
    background: none;
    /* Each coupon in it spares the browser its drawing; around all of them that would hide which is near. */
    content-visibility: visible;
  }
  .coupons {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
    gap: 12px;
    align-items: start;
  }
  inlay-coupon-claim {
    min-width: 0;
  }
  /* As high as a coupon usually is, so that a thousand of them do not all count as near at first. */
  inlay-coupon-claim:not([settled]) {
    min-height: 400px;
  }
  .elder inlay-coupon-claim:not([settled]) {
    min-height: 900px;
  }
  .skeleton {
    flex: 1;
    min-height: 400px;
    border-radius: 14px;
    background-color: var(--line);
    opacity: 0.4;
  }
`;
