import { html, type TemplateResult } from 'lit/html.js';
import type { Choosing } from '../../core/models/points-redeem.ts';
import { on } from '../base/on.ts';

const keys = new Map([
  ['ArrowLeft', -1],
  ['ArrowDown', -1],
  ['ArrowRight', 1],
  ['ArrowUp', 1],
  ['PageDown', -10],
  ['PageUp', 10],
  ['Home', -1e9],
  ['End', 1e9],
]);

/** A number between two buttons: a spin button to the keyboard and to a screen reader, which speaks what it comes to. */
export function stepper(choice: Choosing, choose: (value: number) => void): TemplateResult {
  const { label, value, least, most, step, text, spoken, less, more } = choice;
  const move = (by: number) => choose(Math.max(least, Math.min(most, value + by * step)));
  const key = on<KeyboardEvent>((event) => {
    const by = keys.get(event.key);
    if (!by) return;
    event.preventDefault();
    move(by);
  });
  // Out of the tab order: the keyboard has the number itself.
  const way = (name: string, sign: string, by: number, off: boolean) =>
    html`<button
      type="button"
      tabindex="-1"
      aria-label=${name}
      aria-disabled=${off ? 'true' : 'false'}
      @click=${on(() => move(by))}
    >
      ${sign}
    </button>`;
  return html`<span class="step" part="stepper"
    >${way(less, '−', -1, value <= least)}<b
      class="figures"
      role="spinbutton"
      tabindex="0"
      aria-label=${label}
      aria-valuemin=${least}
      aria-valuemax=${most}
      aria-valuenow=${value}
      aria-valuetext=${spoken}
      @keydown=${key}
      >${text}</b
    >${way(more, '+', 1, value >= most)}</span
  >`;
}
