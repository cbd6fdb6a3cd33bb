import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { panels, type Panel, type PanelModule } from './panels.ts';
import { go, hrefWith, type Route } from './route.ts';
import { say } from './say.ts';
import type { Stage } from './stage/stage.ts';

/** The panels beside a stage as tabs; which one is open stands in the address. */
@customElement('play-inspector')
export class PlayInspector extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  @property({ attribute: false }) route!: Route;
  /** What kind of page the stage shows. */
  @property() beside: Panel['beside'][number] = 'widget';

  @state() private modules: Readonly<Record<string, PanelModule>> = {};
  private unfollow?: () => void;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unfollow?.();
  }

  private get fitting(): readonly Panel[] {
    return panels.filter((panel) => panel.beside.includes(this.beside));
  }

  private get panel(): Panel {
    const { fitting } = this;
    return fitting.find(({ id }) => id === this.route.query.get('panel')) ?? fitting[0]!;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('stage')) {
      this.unfollow?.();
      this.unfollow = this.stage?.follow(() => this.requestUpdate());
    }
    const { id, load } = this.panel;
    if (!this.modules[id]) void load().then((module) => (this.modules = { ...this.modules, [id]: module }));
  }

  private handleKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const { fitting, panel } = this;
    const next = fitting[(fitting.indexOf(panel) + step + fitting.length) % fitting.length]!;
    go(hrefWith({ panel: next.id }), true);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus());
  }

  protected override render(): TemplateResult {
    const { panel, stage } = this;
    const module = this.modules[panel.id];
    return html`
      <div class="tabs" role="tablist" aria-label=${say('检查器', 'Inspector')} @keydown=${this.handleKey}>
        ${this.fitting.map(
          ({ id, title }) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${id}"
              aria-selected=${id === panel.id}
              aria-controls="panel"
              tabindex=${id === panel.id ? 0 : -1}
              @click=${() => go(hrefWith({ panel: id }), true)}
            >
              ${say(title)}
            </button>`,
        )}
      </div>
      <div class="panel" role="tabpanel" id="panel" aria-labelledby="tab-${panel.id}" tabindex="0">
        ${module && stage ? module.draw(stage) : nothing}
      </div>
    `;
  }
}
