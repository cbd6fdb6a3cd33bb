import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { hostId, simulatedHosts } from '../../hosts/settings.ts';
import '../inspector.ts';
import { go, hrefOf, hrefWith, type Route } from '../route.ts';
import { say } from '../say.ts';
import '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';
import { whereabouts, type Where } from '../where.ts';
import { addressOf, findScene, type Scene, scenes } from './scenes.ts';
import { hostTitle } from '../hosts/title.ts';
import { leaving } from './leaving.ts';

/** The scenes: a partner's page in a phone, in any host, with the panels beside it. */
@customElement('play-scenes')
export class PlayScenes extends LitElement {
  @property({ attribute: false }) route!: Route;
  @state() private stage?: Stage;
  @state() private where?: Where;
  @state() private left = '';
  private unfollow?: () => void;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void whereabouts().then((where) => (this.where = where));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unfollow?.();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has('stage' as never)) return;
    this.unfollow?.();
    this.unfollow = this.stage?.follow(() => (this.left = this.stage!.left));
  }

  protected override render(): TemplateResult {
    const { where, route } = this;
    const found = findScene(route.parts[1], route.parts[2]);
    if (!found) return html`<section class="page"><h1>${say('没有这个场景', 'There is no such scene')}</h1></section>`;
    const { scene, page } = found;
    const tablet = route.query.get('device') === 'tablet';
    return html`<div class="gallery">
      <nav class="states" aria-label=${say('场景', 'Scenes')}>${scenes.map((one) => this.drawPages(one))}</nav>
      <section class="board" aria-labelledby="scene">
        <p class="quiet">${say(scene.about)}</p>
        <h1 id="scene">${say(scene.title)} · ${say(page.title)}</h1>
        <div class="tools">
          ${this.drawHosts()} ${scene.users.length ? this.drawUsers(scene) : nothing}
          <button type="button" class="tool" @click=${() => this.stage?.reload()}>${say('重新加载', 'Reload')}</button>
          ${
            where &&
            html`<a
              class="tool"
              href=${addressOf(where, scene, page, route.query, false)}
              target="_blank"
              rel="noopener"
              >${say('在新窗口打开', 'Open in a window')} ↗</a
            >`
          }
        </div>
        <div class="phone" role="group" aria-label=${say('手机', 'Phone')}>
          ${
            where &&
            html`<play-stage
              .src=${addressOf(where, scene, page, route.query)}
              .width=${tablet ? 768 : 375}
              .height=${760}
              label="${say(scene.title)} · ${say(page.title)}"
              @stage=${(event: CustomEvent<Stage>) => (this.stage = event.detail)}
            ></play-stage>`
          }
          ${leaving(this.left, () => (this.left = ''))}
        </div>
      </section>
      <play-inspector class="inspector" .stage=${this.stage} .route=${route} beside="page"></play-inspector>
    </div>`;
  }

  private drawPages(one: Scene): TemplateResult {
    const { route } = this;
    const { page: open } = findScene(route.parts[1], route.parts[2])!;
    const query = [...route.query].filter(([name]) => name !== 'user');
    return html`<details ?open=${one.pages.includes(open)} name="scene">
      <summary>${say(one.title)}<span class="num">${one.pages.length}</span></summary>
      <ul>
        ${one.pages.map(
          (page) =>
            html`<li>
              <a href=${hrefOf(`/scenes/${one.id}/${page.id}`, query)} aria-current=${page === open ? 'page' : nothing}
                >${say(page.title)}</a
              >
            </li>`,
        )}
      </ul>
    </details>`;
  }

  private drawHosts(): TemplateResult {
    const chosen = this.route.query.get('host') ?? '';
    const choose = (event: Event) => go(hrefWith({ host: (event.target as HTMLSelectElement).value }));
    return html`<label class="tool">
      ${say('宿主', 'Host')}
      <select @change=${choose}>
        <option value="">${say('本浏览器', 'This browser')}</option>
        ${simulatedHosts.map(
          (one) => html`<option value=${hostId(one)} ?selected=${hostId(one) === chosen}>${hostTitle(one)}</option>`,
        )}
      </select>
    </label>`;
  }

  private drawUsers(scene: Scene): TemplateResult {
    const chosen = this.route.query.get('user') ?? '0';
    const choose = (event: Event) => go(hrefWith({ user: (event.target as HTMLSelectElement).value }));
    return html`<label class="tool">
      ${say('用户', 'User')}
      <select @change=${choose}>
        ${scene.users.map(
          (user, index) => html`<option value=${index} ?selected=${`${index}` === chosen}>${say(user)}</option>`,
        )}
      </select>
    </label>`;
  }
}

/** Draws the scenes for an address. */
export function draw(route: Route): TemplateResult {
  return html`<play-scenes .route=${route}></play-scenes>`;
}
