import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../inspector.ts';
import { failures } from '../failures/list.ts';
import { go, hrefOf, hrefWith, type Route } from '../route.ts';
import { say, type Said } from '../say.ts';
import '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';
import { whereabouts } from '../where.ts';
import { stageOf } from './address.ts';
import { findState, specimens, type Specimen, type State } from './states.ts';
import { choice, looks } from './toolbar.ts';

/** What of the address a stage's page loads with; everything else is told to it while it runs. */
const loaded = ['fail'];

/** The gallery: a widget in one of its states, in a frame of any width, with knobs, events and code beside it. */
@customElement('play-gallery')
export class PlayGallery extends LitElement {
  @property({ attribute: false }) route!: Route;
  @state() private stage?: Stage;
  @state() private bank = '';
  private src = '';
  private key = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void whereabouts().then(({ bank }) => (this.bank = bank));
  }

  private get found(): { specimen: Specimen; state: State } | undefined {
    const [, name, id] = this.route.parts;
    return name ? findState(name, id) : { specimen: specimens[0]!, state: specimens[0]!.states[0]! };
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const { found, route } = this;
    if (!found || !changes.has('route')) return;
    const { specimen, state } = found;
    const key = [specimen.name, state.id, ...loaded.map((name) => route.query.get(name))].join();
    if (key !== this.key) {
      this.key = key;
      this.src = stageOf(specimen, state, route.query);
    } else this.tell(state);
  }

  /** Tells the running page what changed, so that nothing loads anew. */
  private tell(state: State): void {
    const { query } = this.route;
    const values: Record<string, string | null> = { ...state.attributes };
    for (const name of ['theme', 'mode', 'locale']) values[name] = query.get(name);
    for (const [name, value] of query) if (name.startsWith('a.')) values[name.slice(2)] = value;
    this.stage?.say({ inlay: 'attributes', values });
    const dark = query.get('theme') === 'dark';
    this.stage?.say({
      inlay: 'look',
      dark,
      light: query.get('theme') === 'light',
      elder: query.get('mode') === 'elder',
    });
  }

  protected override render(): TemplateResult {
    const { found, route } = this;
    if (!found) return html`<section class="page"><h1>${say('没有这个状态', 'There is no such state')}</h1></section>`;
    const { specimen, state } = found;
    return html`<div class="gallery">
      <nav class="states" aria-label=${say('组件与状态', 'Widgets and states')}>
        <ul class="widgets">
          ${specimens.map((one) => this.drawLink(one, one.states[0]!, one.title, one === specimen, one.states.length))}
        </ul>
        <ul>
          ${specimen.states.map((one) => this.drawLink(specimen, one, one.title, one === state))}
        </ul>
      </nav>
      <section class="board" aria-labelledby="state">
        <p class="quiet">${say(specimen.title)} <code>inlay-${specimen.name}</code></p>
        <h1 id="state">${say(state.title)}</h1>
        <p class="about">${say(state.about)}</p>
        ${state.tap ? html`<p class="todo">${say(state.tap)}</p>` : nothing}
        <div class="tools">
          ${looks.map((one) => choice(one, route.query))} ${this.drawFailures()}
          <button type="button" class="tool" @click=${() => this.stage?.reload()}>${say('重新加载', 'Reload')}</button>
        </div>
        <div class="frame" tabindex="0" role="group" aria-label=${say('预览', 'Preview')}>
          <play-stage
            .src=${state.atBank && !this.bank ? '' : this.src}
            .at=${state.atBank ? this.bank : ''}
            .width=${Number(route.query.get('width')) || 375}
            label="${say(specimen.title)} · ${say(state.title)}"
            @stage=${(event: CustomEvent<Stage>) => (this.stage = event.detail)}
          ></play-stage>
        </div>
      </section>
      <play-inspector class="inspector" .stage=${this.stage} .route=${route} beside="widget"></play-inspector>
    </div>`;
  }

  private drawLink(specimen: Specimen, state: State, title: Said, here: boolean, count = 0): TemplateResult {
    const query = [...this.route.query].filter(([name]) => !name.startsWith('a.') && name !== 'fail');
    return html`<li>
      <a href=${hrefOf(`/gallery/${specimen.name}/${state.id}`, query)} aria-current=${here ? 'true' : nothing}
        >${say(title)}${count ? html`<span class="num">${count}</span>` : nothing}</a
      >
    </li>`;
  }

  private drawFailures(): TemplateResult {
    const chosen = this.route.query.get('fail') ?? '';
    const choose = (event: Event) => go(hrefWith({ fail: (event.target as HTMLSelectElement).value }));
    return html`<label class="tool">
      ${say('故障', 'Failure')}
      <select @change=${choose} .value=${chosen}>
        <option value="">${say('无', 'none')}</option>
        ${failures.map(({ id, title }) => html`<option value=${id} ?selected=${id === chosen}>${say(title)}</option>`)}
      </select>
    </label>`;
  }
}

/** Draws the gallery for an address. */
export function draw(route: Route): TemplateResult {
  return html`<play-gallery .route=${route}></play-gallery>`;
}
