import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { say } from '../say.ts';
import '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';
import { stageOf } from './address.ts';
import { findState } from './states.ts';

const names = ['wealth-card', 'coupon-claim', 'points-redeem', 'app-banner'];

/** One stage of each widget in its usual state, side by side; `ready` is handed each of them. */
export function four(query: URLSearchParams, key: string, ready: (stage: Stage) => void = () => {}): TemplateResult {
  const found = names.map((name) => findState(name)!);
  return html`<div class="four">
    ${repeat(
      found,
      ({ specimen }) => key + specimen.name,
      ({ specimen, state }) =>
        html`<section aria-label=${say(specimen.title)}>
          <h2>${say(specimen.title)}</h2>
          <play-stage
            .src=${stageOf(specimen, state, query)}
            label=${say(specimen.title)}
            @stage=${(event: CustomEvent<Stage>) => ready(event.detail)}
          ></play-stage>
        </section>`,
    )}
  </div>`;
}
