import { html, nothing, type TemplateResult } from 'lit/html.js';
import { originOf } from '../../core/link.ts';
import type { Fact } from '../../core/models/wealth-card.ts';

/** Who speaks, with the bank's seal, and the mark of a paid placement (R9). */
export function by(text: string, ad: string): TemplateResult {
  return html`<p class="by note must"><i></i><span>${text} ${ad && html`<span class="ad">${ad}</span>`}</span></p>`;
}

/** A list of labels with their values. */
export function facts(list: Fact[], name: string): TemplateResult {
  return html`<dl class="must" aria-label=${name || nothing}>
    ${list.map(
      ({ label, value }) =>
        html`<div>
          <dt class="note">${label}</dt>
          <dd class="figures">${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** The address comes from data: only a plain one of https becomes a link, everything else stays text. */
export function link({ text, url }: { text: string; url: string }): TemplateResult | string {
  if (!originOf(url)) return text;
  return html`<a href=${url} target="_blank" rel="noopener" referrerpolicy="no-referrer">${text}</a>`;
}
