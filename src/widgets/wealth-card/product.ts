import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { WealthCardView } from '../../core/models/wealth-card.ts';
import { by, facts, link } from '../base/facts.ts';
import type { ViewParts } from '../base/widget.ts';

/** How the line is drawn, if it is (it comes late, and only near the screen), where its marker stands, who moves it. */
export interface Line {
  draw: ViewParts['sparkline'] | false | undefined;
  at: number;
  move: (at: number) => void;
}

/** All of a product but the button, in the order the law and the look want; `line` is absent in a compact card. */
export function product(view: WealthCardView, ad: string, line: Line | false): TemplateResult {
  const { benchmark, cash, words } = view;
  return html`<div class="main">
      <div>
        ${by(view.seller, ad)}
        <h3 class="must">${view.name}</h3>
        <p class="chips note">
          ${view.chips.map(({ text, risk }) => html`<span class="must ${risk ? 'risk' : ''}">${text}</span>`)}
          ${view.status && html`<span class="must on">${view.status}</span>`}
        </p>
      </div>
      ${
        benchmark &&
        html`<div class="rate">
          <p class="pair must">
            <span class="note">${benchmark.label}</span
            ><b class=${benchmark.figure ? 'figures' : ''}>${benchmark.value}</b>
          </p>
          ${note(`${benchmark.why} ${benchmark.warning}`.trim())}
        </div>`
      }
      ${cash && html`<div class="rate">${facts(cash.facts, '')}${note(cash.note)}</div>`}
      ${line ? past(view, line) : nothing} ${facts(view.facts, words.facts)}
    </div>
    <div class="legal block note must">${view.warnings.map((text) => html`<p>${text}</p>`)}</div>
    <p class="small note must">${words.fees} ${link(view.fees)}<span>${words.lookUp}</span></p>
    ${view.notices.map((text) => html`<p class="notice block note must">${text}</p>`)}`;
}

const note = (text: string) => text && html`<p class="note must">${text}</p>`;

/** Past performance over the mandated intervals, with the line of net values. */
function past({ performance, words }: WealthCardView, { draw, at, move }: Line): TemplateResult | undefined {
  if (!performance) return undefined;
  const { label, latest, changes, source, chart } = performance;
  return html`<div class="past">
    <p class="pair note"><span>${label}</span><b class="figures">${chart?.points[at]?.label ?? latest}</b></p>
    ${
      chart &&
      html`<div class="frame">${draw && chart.summary ? draw(chart, words.chart, at, move) : nothing}</div>
        <p class="ends note figures"><span>${chart.from}</span><span>${chart.to}</span></p>`
    }
    ${changes.map(({ label, period, direction, arrow, value, benchmark }) => {
      // Beside a benchmark there is no room for the dates.
      const dates = html`<span class=${benchmark ? 'note whole' : ''}>${period}</span>`;
      return html`<p class="pair must">
        <span class="note"><span>${label}</span> ${benchmark ? '' : dates}</span>
        <span class="figures"><b class=${direction}>${arrow} ${value}</b> <span class="note">${benchmark}</span></span>
        ${benchmark && period ? dates : ''}
      </p>`;
    })}
    <p class="source note">${source}</p>
  </div>`;
}
