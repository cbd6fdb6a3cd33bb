import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CouponView } from '../../core/models/coupon-claim.ts';
import { button } from '../base/button.ts';
import { on } from '../base/widget.ts';

/** The ticket: what it is worth on the left, what the customer may do with it on the right. */
export function ticket(view: CouponView, act: (event: Event) => void, prepare: () => void): TemplateResult {
  const { face, action, side } = view;
  return html`<div class="ticket">
    <div class="face ${face.off ? 'gone' : ''}">
      <p class="amount figures must ${face.amount.length > 3 ? 'long' : ''}">
        <small>${face.sign}</small>${face.amount}<small>${face.unit}</small>
      </p>
      <p class="note must">${face.kind}</p>
    </div>
    <div class="body">
      <h3 class="must">${view.name}</h3>
      <p class="line note must">${view.line}</p>
      <div class="slot">${view.trouble ? html`<p class="trouble note">${view.trouble}</p>` : standing(view)}</div>
      <div class="row" @pointerenter=${on(prepare)} @focusin=${on(prepare)}>
        <p class="note figures">${side}</p>
        ${button({ label: action.label, busy: action.busy, disabled: !action.enabled, quiet: action.quiet, act })}
      </div>
    </div>
  </div>`;
}

/** How far the customer has come, or when his coupons become active. */
function standing({ progress, batches }: CouponView): unknown {
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
