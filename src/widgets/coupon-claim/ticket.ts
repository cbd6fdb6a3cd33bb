import { html, type TemplateResult } from 'lit/html.js';
import type { CouponView } from '../../core/models/coupon-claim.ts';
import { button } from '../base/button.ts';
import { on } from '../base/on.ts';

/** The ticket: what it is worth on the left, what the customer may do with it on the right; how he stands comes late. */
export function ticket(
  view: CouponView,
  standing: ((view: CouponView) => unknown) | undefined,
  act: (event: Event) => void,
  prepare: () => void,
): TemplateResult {
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
      <div class="slot">${standing?.(view)}</div>
      <div class="row" @pointerenter=${on(prepare)} @focusin=${on(prepare)}>
        <p class="note figures">${side}</p>
        ${button({ label: action.label, busy: action.busy, disabled: !action.enabled, quiet: action.quiet, act })}
      </div>
    </div>
  </div>`;
}
