import { html, nothing, type TemplateResult } from 'lit';
import type { WealthCardView } from '../../core/models/wealth-card.ts';
import type { Late } from '../base/late.ts';

/** How the line is drawn, if it is (it comes late, and only near the screen), where its marker stands, who moves it. */
export interface Line {
  draw: Late['sparkline'] | false | undefined;
  at: number;
  move: (at: number) => void;
}

/** Past performance over the mandated intervals, with the line of net values. */
export function past({ performance, words }: WealthCardView, { draw, at, move }: Line): TemplateResult | undefined {
  if (!performance) return undefined;
  const { label, latest, changes, source, chart } = performance;
  return html`<div class="past">
    <p class="pair note"><span>${label}</span><b class="figures">${chart?.points[at]?.label ?? latest}</b></p>
    ${
      chart &&
      html`<div class="frame">${draw ? draw(chart, words.chart, at, move) : nothing}</div>
        <p class="ends note figures"><span>${chart.from}</span><span>${chart.to}</span></p>`
    }
    ${changes.map(
      ({ label, period, direction, arrow, value, benchmark }) =>
        html`<p class="pair must">
          <span class="note"><span>${label}</span> <span>${period}</span></span>
          <span class="figures"
            ><b class=${direction}>${arrow} ${value}</b
            >${benchmark && html` <span class="note">${benchmark}</span>`}</span
          >
        </p>`,
    )}
    <p class="source note">${source}</p>
  </div>`;
}
