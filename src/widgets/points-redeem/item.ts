import { html, type TemplateResult } from 'lit/html.js';
import type { PointsRedeemView } from '../../core/models/points-redeem.ts';
import { by, facts } from '../base/facts.ts';
import { stepper } from './stepper.ts';

/** What a customer can do in the sheet besides its buttons. */
export interface Acts {
  choose(value: number): void;
  type(code: string): void;
  act(event: Event): void;
}

/** What comes after the first paint, and only then has something to show. */
export type Late = typeof import('./points-late.ts');

/** All of a redemption but its buttons, in the order of the law and of the look. */
export function item(view: PointsRedeemView, ad: string, acts: Acts, late: Late | undefined): TemplateResult {
  const { name, description, price, caps, choice, total, balance, rules, notices, outcome, code } = view;
  // The outcome's place is there before it has something to say, so that a screen reader hears it when it does.
  return html`<div class="main">
      ${by(view.by, ad)}
      <h3 class="must">${name}</h3>
      <p class="note must">${description}</p>
      <p class="price must">
        <b class="figures">${price.points}</b> <span class="note">${price.unit}</span>
        ${price.more && html`<span class="figures">${price.more}</span>`}
      </p>
      <div class="pair split">
        <span class="note">${caps.map((text) => html`<span class="must cap">${text}</span>`)}</span>
        ${choice && stepper(choice, (value) => acts.choose(value))}
      </div>
      ${total.length ? facts(total, '') : ''} ${balance && late?.held(balance)}
    </div>
    <div class="block rules">${facts(rules.facts, rules.title)}</div>
    <div class="outcome ${outcome ? `block ${outcome.kind}` : ''}" role="status" part="outcome">
      ${outcome && late?.said(outcome)}
    </div>
    ${notices.map((text) => html`<p class="notice block note must" role="status">${text}</p>`)}
    ${code && late?.code(code, acts)}`;
}
