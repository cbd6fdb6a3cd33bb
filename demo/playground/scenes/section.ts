import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { hostId, simulatedHosts } from '../../hosts/settings.ts';
import { choice, type Choice } from '../gallery/toolbar.ts';
import '../inspector.ts';
import { go, hrefOf, hrefWith, type Route } from '../route.ts';
import { said, say } from '../say.ts';
import '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';
import { whereabouts, type Where } from '../where.ts';
import { addressOf, findScene, miniOf, type Scene, type ScenePage, scenes } from './scenes.ts';
import { hostTitle } from '../hosts/title.ts';
import { leaving } from './leaving.ts';

/** How a page of a scene is looked at; the panels are the first phone's. */
const forms: Choice = {
  name: 'as',
  title: said('形式', 'Form'),
  options: [
    ['web', said('网页', 'Web')],
    ['mini', said('小程序', 'Mini-program')],
    ['both', said('并排', 'Both')],
  ],
};
type Form = 'web' | 'mini';

/** The scenes: a partner's page in a phone, in any host, its mini-program in another, and the panels beside them. */
@customElement('play-scenes')
export class PlayScenes extends LitElement {
  @property({ attribute: false }) route!: Route;
  @state() private stage: Stage | undefined;
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
    const { where, route } = this;
    const { scene, page } = findScene(route.parts[1], route.parts[2]) ?? {};
    // Where there is no mini-program there is nothing for the panels to ask.
    if (where && scene && page && !this.addressOf(this.shown[0]!, scene, page, true)) this.stage = undefined;
    if (!changes.has('stage' as never)) return;
    this.left = '';
    this.unfollow?.();
    this.unfollow = this.stage?.follow(() => (this.left = this.stage!.left));
  }

  protected override render(): TemplateResult {
    const { route } = this;
    const found = findScene(route.parts[1], route.parts[2]);
    if (!found) return html`<section class="page"><h1>${say('没有这个场景', 'There is no such scene')}</h1></section>`;
    const { scene, page } = found;
    const { shown } = this;
    const [first] = shown;
    const address = first && this.addressOf(first, scene, page, false);
    return html`<div class="gallery">
      <nav class="states" aria-label=${say('场景', 'Scenes')}>${scenes.map((one) => this.drawPages(one))}</nav>
      <section class="board" aria-labelledby="scene">
        <p class="quiet">${say(scene.about)}</p>
        <h1 id="scene">${say(scene.title)} · ${say(page.title)}</h1>
        <div class="tools">
          ${choice(forms, route.query)} ${shown.includes('web') ? this.drawHosts() : nothing}
          ${scene.users.length ? this.drawUsers(scene) : nothing}
          <button type="button" class="tool" @click=${() => this.reload()}>${say('重新加载', 'Reload')}</button>
          ${
            address
              ? html`<a class="tool" href=${address} target="_blank" rel="noopener"
                  >${say('在新窗口打开', 'Open in a window')} ↗</a
                >`
              : nothing
          }
        </div>
        <div class="phones">${shown.map((form) => this.drawPhone(form, form === first, scene, page))}</div>
      </section>
      <play-inspector class="inspector" .stage=${this.stage} .route=${route} beside="page"></play-inspector>
    </div>`;
  }

  private get shown(): readonly Form[] {
    const form = this.route.query.get('as');
    return form === 'both' ? ['web', 'mini'] : form === 'mini' ? ['mini'] : ['web'];
  }

  private addressOf(form: Form, scene: Scene, page: ScenePage, watch: boolean): string {
    const { where, route } = this;
    return where ? (form === 'mini' ? miniOf : addressOf)(where, scene, page, route.query, watch) : '';
  }

  private reload(): void {
    for (const one of this.querySelectorAll('play-stage')) (one as unknown as Stage).reload();
  }

  private drawPhone(form: Form, first: boolean, scene: Scene, page: ScenePage): TemplateResult {
    const src = this.addressOf(form, scene, page, true);
    const tablet = this.route.query.get('device') === 'tablet';
    const title = form === 'mini' ? say('小程序', 'Mini-program') : say('手机', 'Phone');
    const stage = () =>
      html`<play-stage
        .src=${src}
        .width=${tablet ? 768 : 375}
        .height=${760}
        label="${say(scene.title)} · ${form === 'mini' ? title : say(page.title)}"
        @stage=${(event: CustomEvent<Stage>) => first && (this.stage = event.detail)}
      ></play-stage>`;
    return html`<div class="phone" data-form=${form} role="group" aria-label=${title}>
      ${src ? stage() : this.where ? none(scene) : nothing}
      ${first ? leaving(this.left, () => (this.left = '')) : nothing}
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

/** Why a scene has no mini-program, in the phone where it would be. */
const none = ({ webOnly }: Scene) =>
  html`<div class="no-mini">
    <p><b>${say('这里没有小程序', 'There is no mini-program here')}</b></p>
    <p class="quiet">${webOnly ? say(webOnly) : nothing}</p>
  </div>`;

/** Draws the scenes for an address. */
export function draw(route: Route): TemplateResult {
  return html`<play-scenes .route=${route}></play-scenes>`;
}
