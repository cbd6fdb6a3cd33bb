import { html, nothing, type TemplateResult } from 'lit';
import { hrefOf } from '../route.ts';
import { said, say, type Said } from '../say.ts';
import type { Outcome, Progress } from './player.ts';
import type { Look, Story } from './stories.ts';

const signs: Record<Outcome, { sign: string; kind: string; words: Said }> = {
  waiting: { sign: '·', kind: 'unknown', words: said('等待', 'waiting') },
  holds: { sign: '✓', kind: 'yes', words: said('看到了', 'seen') },
  fails: { sign: '✕', kind: 'no', words: said('没有看到', 'not seen') },
};

/** `2025-07-10 00:00`, as the bank's clock shows it. */
const shown = (instant: string) => instant.slice(0, 16).replace('T', ' ');

function drawLooks(looks: readonly Look[], outcomes: readonly Outcome[] = []): TemplateResult {
  return html`<ul class="checks">
    ${looks.map(({ says }, index) => {
      const outcome = outcomes[index] ?? 'waiting';
      const { sign, kind, words } = signs[outcome];
      return html`<li data-outcome=${outcome}>
        <i class="mark ${kind}" role="img" aria-label=${say(words)}>${sign}</i> ${say(says)}
      </li>`;
    })}
  </ul>`;
}

/** The steps of a story, with what came of each expectation. */
export function drawSteps(story: Story, open: number, progress: readonly (Progress | undefined)[]): TemplateResult {
  return html`<ol class="steps" data-story=${story.id}>
    ${story.steps.map((step, index) => {
      const now = progress[index];
      return html`<li class=${index === open ? 'open' : ''} data-phase=${now?.phase ?? 'idle'}>
        <a href=${hrefOf(`/clock/${story.id}/${index + 1}`)} aria-current=${index === open ? 'step' : nothing}>
          <span class="num quiet">${shown(step.at)}</span>
          <b>${say(step.title)}</b>
        </a>
        ${drawLooks(step.looks, now?.looks)}
        ${
          step.crosses
            ? html`<p class="cross num">${say('跨过', 'over')} ${shown(step.crosses.to)}</p>
                ${drawLooks(step.crosses.looks, now?.crosses)}`
            : nothing
        }
        ${now?.error ? html`<p class="todo">${now.error}</p>` : nothing}
      </li>`;
    })}
  </ol>`;
}
