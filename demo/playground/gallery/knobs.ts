import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { go, hrefWith, readRoute } from '../route.ts';
import { say } from '../say.ts';
import { describe, readManifest, type Described, type Knob } from './manifest.ts';
import { findState } from './states.ts';

/** A text of the manifest with its code set apart. */
const marked = (text: string) => text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part));

const turn = (name: string, value: string) => go(hrefWith({ [`a.${name}`]: value }), true);

function drawKnob(knob: Knob, value: string | undefined): TemplateResult {
  const { name, about, kind, words } = knob;
  const id = `knob-${name}`;
  const label = html`<label for=${id}><code>${name}</code></label>`;
  const described = html`<p class="quiet" id="${id}-about">${marked(about)}</p>`;
  if (kind === 'choice') {
    const choose = (event: Event) => turn(name, (event.target as HTMLSelectElement).value);
    return html`<div class="knob">
      ${label}
      <select id=${id} aria-describedby="${id}-about" @change=${choose}>
        ${words.map((word) => html`<option ?selected=${word === (value || knob.usual)}>${word}</option>`)}
      </select>
      ${described}
    </div>`;
  }
  if (kind === 'flag') {
    const check = (event: Event) => turn(name, (event.target as HTMLInputElement).checked ? 'true' : '');
    return html`<div class="knob flag">
      <input type="checkbox" id=${id} aria-describedby="${id}-about" .checked=${value !== undefined} @change=${check} />
      ${label} ${described}
    </div>`;
  }
  const write = (event: Event) => turn(name, (event.target as HTMLInputElement).value.trim());
  return html`<div class="knob">
    ${label}
    <input
      id=${id}
      aria-describedby="${id}-about"
      autocomplete="off"
      spellcheck="false"
      .value=${value ?? ''}
      @change=${write}
    />
    ${described}
  </div>`;
}

function drawAll({ knobs, events, slots }: Described): TemplateResult {
  const { parts, query } = readRoute();
  const { state } = findState(parts[1] ?? 'wealth-card', parts[2])!;
  const turned = [...query].some(([name]) => name.startsWith('a.'));
  const valueOf = (name: string) => query.get(`a.${name}`) ?? state.attributes[name];
  const back = Object.fromEntries([...query].filter(([name]) => name.startsWith('a.')).map(([name]) => [name, '']));
  const list = (title: string, all: Described['events']) =>
    all.length
      ? html`<h2>${title}</h2>
          <dl class="named">
            ${all.map(
              ({ name, about }) =>
                html`<dt><code>${name || say('（默认）', '(default)')}</code></dt>
                  <dd>${marked(about)}</dd>`,
            )}
          </dl>`
      : nothing;
  return html`<div class="knobs">
    ${knobs.map((knob) => drawKnob(knob, valueOf(knob.name)))}
    ${
      turned
        ? html`<button type="button" class="tool" @click=${() => go(hrefWith(back))}>
            ${say('放回原处', 'Put back')}
          </button>`
        : nothing
    }
    ${list(say('事件', 'Events'), events)} ${list(say('插槽', 'Slots'), slots)}
  </div>`;
}

/** The widget's attributes to be turned, with what else its manifest says. */
export function draw(): TemplateResult {
  const [, name = 'wealth-card'] = readRoute().parts;
  const drawn = readManifest().then((manifest) => drawAll(describe(manifest, `inlay-${name}`)));
  return html`${until(drawn, nothing)}`;
}
