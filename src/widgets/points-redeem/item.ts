import { html, type TemplateResult } from 'lit/html.js';
import type { PointsRedeemView } from '../../core/models/points-redeem.ts';
import { facts } from '../base/facts.ts';
import { on } from '../base/on.ts';
import { stepper } from './stepper.ts';

/** What a customer can do in the sheet besides its buttons. */
export interface Acts {
  choose(value: number): void;
  type(code: string): void;
  act(event: Event): void;
}

/** All of a redemption but its buttons, in the order of the law and of the look. */
export function item(view: PointsRedeemView, acts: Acts): TemplateResult {
  const { by, name, description, price, caps, choice, total, balance, rules, notices } = view;
  return html`<div class="main">
      <p class="by note must"><i></i><span>${by}</span></p>
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
      ${total.length ? facts(total, '') : ''} ${balance && held(balance)}
    </div>
    <div class="block rules">${facts(rules.facts, rules.title)}</div>
    ${outcome(view)} ${notices.map((text) => html`<p class="notice block note must" role="status">${text}</p>`)}
    ${code(view, acts)}`;
}

function held({ label, value, notes }: NonNullable<PointsRedeemView['balance']>): TemplateResult {
  return html`<div class="held">
    <p class="pair must"><span class="note">${label}</span><b class="figures">${value}</b></p>
    ${notes.map((text) => html`<p class="note must">${text}</p>`)}
  </div>`;
}

/** Stands there before it has something to say, so that a screen reader hears it when it does. */
function outcome({ outcome }: PointsRedeemView): TemplateResult {
  return html`<div class="outcome ${outcome ? `block ${outcome.kind}` : ''}" role="status" part="outcome">
    ${
      outcome &&
      html`<b class="must">${outcome.title}</b> ${outcome.text && html`<p class="note must">${outcome.text}</p>`}
        ${outcome.facts.length ? facts(outcome.facts, '') : ''}`
    }
  </div>`;
}

function code({ code }: PointsRedeemView, { type, act }: Acts): TemplateResult | undefined {
  return (
    code &&
    html`<div class="code">
      <label class="must" for="code">${code.label}</label>
      <p class="note must" id="hint">${code.hint}</p>
      <input
        id="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="6"
        aria-describedby="hint wrong"
        aria-invalid=${code.error ? 'true' : 'false'}
        @input=${on((event) => type((event.target as HTMLInputElement).value))}
        @keydown=${on<KeyboardEvent>((event) => event.key === 'Enter' && act(event))}
      />
      <p class="wrong note" id="wrong" role="alert">${code.error}</p>
    </div>`
  );
}
