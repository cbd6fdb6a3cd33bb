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
  /* As high as a coupon usually is, so that a thousand of them do not all count as near at first. */
  inlay-coupon-claim {
    min-width: 0;
    --inlay-room: 415px;
  }
  @media (max-width: 599px) {
    inlay-coupon-claim {
      --inlay-room: 457px;
    }
  }
  @media (max-width: 429px) {
    inlay-coupon-claim {
      --inlay-room: 522px;
    }
  }
  .elder inlay-coupon-claim {
    --inlay-room: 900px;
  }
  inlay-coupon-claim:not([settled]) {
    min-height: var(--inlay-room);
  }
  .skeleton {
    flex: 1;
    min-height: 400px;
    border-radius: 14px;
    background-color: var(--line);
    opacity: 0.4;
  }
`;
