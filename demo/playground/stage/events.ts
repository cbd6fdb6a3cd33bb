import { html, type TemplateResult } from 'lit';
import { say } from '../say.ts';
import type { Heard } from './messages.ts';
import type { Stage } from './stage.ts';

const row = ({ at, name, tag, detail }: Heard) =>
  html`<li>
    <p class="event"><b>${name}</b><span class="num">+${(at / 1000).toFixed(2)} s</span></p>
    <p class="quiet">${tag}</p>
    <dl class="pairs">
      ${Object.entries(detail).map(
        ([key, value]) =>
          html`<div>
            <dt>${key}</dt>
            <dd>${typeof value === 'string' ? value || '""' : JSON.stringify(value)}</dd>
          </div>`,
      )}
    </dl>
  </li>`;

/** The events of a page as they happen, the newest first. */
export function draw({ heard }: Stage): TemplateResult {
  return heard.length
    ? html`<ol class="events" reversed aria-live="polite" aria-label=${say('事件', 'Events')}>
        ${[...heard].reverse().map(row)}
      </ol>`
    : html`<p class="quiet none">${say('还没有事件。点一点组件。', 'No event yet. Tap the widget.')}</p>`;
}
