import { html, type TemplateResult } from 'lit';
import type { Route } from '../route.ts';

export function draw(_route: Route): TemplateResult {
  return html`<section class="page"></section>`;
}
