import { html, nothing } from 'lit/html.js';
import type { CouponView } from '../../core/models/coupon-claim.ts';
import { css } from '../base/css.ts';

/** What went wrong, how far the customer has come, or when his coupons become active. */
export function standing({ trouble, progress, batches }: CouponView): unknown {
  if (trouble) return html`<p class="trouble note">${trouble}</p>`;
  if (progress) {
    return html`<p class="note">${progress.text}</p>
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width=${progress.ratio} height="1" />
      </svg>`;
  }
  if (!batches.length) return nothing;
  return html`<ol class="note">
    ${batches.map(({ label, count, on }) => html`<li class=${on ? 'on' : ''}><span>${label}</span><span>${count}</span></li>`)}
  </ol>`;
}

/** Its look, which comes with it. */
export const standingStyles = css`
  svg {
    display: block;
    width: 100%;
    height: 4px;
    margin-top: 6px;
    border-radius: 2px;
    background-color: var(--line);
    fill: var(--primary);
  }
  ol {
    display: flex;
    margin: 0;
    padding: 0;
    list-style: none;
    line-height: 1.3;
  }
  li {
    flex: 1;
    padding-top: 4px;
    border-top: 3px solid var(--line);
    text-align: center;
  }
  li + li {
    margin-inline-start: 6px;
  }
  li span {
    display: block;
  }
  .on {
    border-color: var(--primary);
    color: var(--link);
  }
  .trouble {
    color: var(--notice);
  }
  .elder li {
    display: flex;
    justify-content: space-between;
    margin: 0;
  }
  .elder ol {
    display: block;
  }
`;
