import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CardState } from '../../core/models/card-state.ts';
import { button } from './button.ts';

/** What stands in a card's place while it loads. */
export const skeleton = (words = ''): TemplateResult =>
  html`<div class="skeleton" part="skeleton" role="status">
    <span class="unseen">${words}</span>
  </div>`;

/** What a card says when loading failed. */
export function failure(state: CardState<unknown> & { status: 'error' }, retry: () => void): TemplateResult {
  return html`<div class="error" part="error" role="alert">
    <p>${state.text}</p>
    <p class="note">${state.trace}</p>
    ${state.retry ? button({ label: state.retry, quiet: true, act: retry }) : nothing}
  </div>`;
}

/** A card's one button with the words of where it leads (R4). */
export function foot(
  { label, enabled, hint }: { label: string; enabled: boolean; hint: string },
  busy: boolean,
  act: (event: Event) => void,
): TemplateResult {
  return html`<div class="foot">
    ${button({ label, busy, disabled: !enabled, act })} ${hint && html`<p class="hint note must">${hint}</p>`}
  </div>`;
}
