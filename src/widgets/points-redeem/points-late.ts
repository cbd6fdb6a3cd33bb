import { html, type TemplateResult } from 'lit/html.js';
import type { PointsRedeemView } from '../../core/models/points-redeem.ts';
import { css } from '../base/css.ts';
import { facts } from '../base/facts.ts';
import { on } from '../base/on.ts';
import type { Acts } from './item.ts';

/** What the customer has: on the bank's own page alone (P5). */
export function held({ label, value, notes }: NonNullable<PointsRedeemView['balance']>): TemplateResult {
  return html`<div class="held">
    <p class="pair must"><span class="note">${label}</span><b class="figures">${value}</b></p>
    ${notes.map((text) => html`<p class="note must">${text}</p>`)}
  </div>`;
}

/** What came of it (P3). */
export function said({ title, text, facts: list }: NonNullable<PointsRedeemView['outcome']>): TemplateResult {
  return html`<b class="must">${title}</b> ${text && html`<p class="note must">${text}</p>`}
    ${list.length ? facts(list, '') : ''}`;
}

/** The one-time code: on the bank's own page alone (P2). */
export function code(
  { label, hint, error }: NonNullable<PointsRedeemView['code']>,
  { type, act }: Acts,
): TemplateResult {
  return html`<div class="code">
    <label class="must" for="code">${label}</label>
    <p class="note must" id="hint">${hint}</p>
    <input
      id="code"
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength="6"
      aria-describedby="hint wrong"
      aria-invalid=${error ? 'true' : 'false'}
      @input=${on((event) => type((event.target as HTMLInputElement).value))}
      @keydown=${on<KeyboardEvent>((event) => event.key === 'Enter' && act(event))}
    />
    <p class="wrong note" id="wrong" role="alert">${error}</p>
  </div>`;
}

/** Their look, which comes with them. */
export const pointsLateStyles = [
  css`
    .held {
      margin-top: 12px;
      padding-top: 12px;
      border-top: 1px solid var(--line);
    }
    .outcome dl {
      grid-template-columns: 1fr;
      gap: 6px;
    }
    .outcome > * + * {
      margin-top: 6px;
    }
    .done {
      box-shadow: inset 3px 0 0 var(--primary);
    }
    .checking,
    .refused {
      box-shadow: inset 3px 0 0 var(--notice);
    }
    .code {
      margin-top: 14px;
    }
    input {
      all: initial;
      box-sizing: border-box;
      width: 100%;
      min-height: var(--tap);
      margin-top: 6px;
      padding: 8px 14px;
      border: 1px solid var(--text-3);
      border-radius: 8px;
      color: var(--text);
      background-color: var(--surface);
      font: 600 20px/1.3 var(--font);
      letter-spacing: 6px;
      font-variant-numeric: tabular-nums;
    }
    .wrong {
      color: var(--rise);
    }
    .foot .act + .act {
      margin-top: 8px;
    }
  `,
];
