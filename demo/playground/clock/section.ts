import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { go, hrefOf, type Route } from '../route.ts';
import { say } from '../say.ts';
import { addressOf, findScene } from '../scenes/scenes.ts';
import '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';
import { whereabouts, type Where } from '../where.ts';
import { setRight } from './bank.ts';
import './clock.ts';
import { playStep, type Progress } from './player.ts';
import { drawSteps } from './steps.ts';
import { storiesFor, type Step, type Story } from './stories.ts';

/** The bank's clock with its stories; when one leaves, the bank's time is right again. */
@customElement('play-clock')
export class PlayClock extends LitElement {
  @property({ attribute: false }) route!: Route;
  @state() private where?: Where;
  @state() private src = '';
  /** How each step of the open story came out. */
  @state() private progress: readonly (Progress | undefined)[] = [];
  private stage?: Stage;
  private breakOff?: AbortController | undefined;
  private playing = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pagehide', this.handleLeave);
    void whereabouts().then((where) => (this.where = where));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.handleLeave);
    this.handleLeave();
  }

  private readonly handleLeave = (): void => {
    this.breakOff?.abort();
    if (this.playing) void setRight(true);
    this.playing = '';
  };

  private get stories(): readonly Story[] {
    return this.where ? storiesFor(this.where.today) : [];
  }

  private get story(): Story | undefined {
    const [, id] = this.route.parts;
    return id ? this.stories.find((one) => one.id === id) : this.stories[0];
  }

  private get index(): number {
    return Number(this.route.parts[2] ?? 0) - 1;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (!changes.has('route') && !changes.has('where' as never)) return;
    const { story, index } = this;
    const key = `${story?.id} ${index}`;
    if (!story?.steps[index] || key === this.playing) return;
    void this.play(story, index, key);
  }

  private async play(story: Story, index: number, key: string): Promise<void> {
    this.breakOff?.abort();
    const { signal } = (this.breakOff = new AbortController());
    if (!this.playing.startsWith(`${story.id} `)) this.progress = [];
    this.playing = key;
    const told = (one: Progress) => {
      const progress = [...this.progress];
      progress[index] = one;
      this.progress = progress;
    };
    const { phase } = await playStep(story, index, { show: (step) => this.show(step), told }, signal);
    if (signal.aborted || phase !== 'done' || !this.route.query.has('play')) return;
    if (story.steps[index + 1]) go(hrefOf(`/clock/${story.id}/${index + 2}`, [['play', '1']]), true);
    else void setRight();
  }

  /** Puts a step's page into the phone, anew, and waits until it answers. */
  private async show(step: Step): Promise<Stage> {
    const { scene, page } = findScene(step.scene, step.page)!;
    const query = new URLSearchParams({ consent: 'none', host: step.host ?? '', user: step.user ?? '' });
    const src = addressOf(this.where!, scene, page, query);
    if (src === this.src) this.stage?.reload();
    this.src = src;
    await this.updateComplete;
    const stage = this.stage!;
    await loaded(stage as unknown as HTMLElement);
    return stage;
  }

  protected override render(): TemplateResult {
    const { story, index, where } = this;
    if (!where) return html`<p class="quiet none">…</p>`;
    if (!story) return html`<section class="page"><h1>${say('没有这个故事', 'There is no such story')}</h1></section>`;
    const playing = this.route.query.has('play');
    const step = (to: number) => hrefOf(`/clock/${story.id}/${to}`);
    return html`<div class="gallery">
      <nav class="states" aria-label=${say('故事', 'Stories')}>
        <bank-clock @change=${() => this.stage?.reload()}></bank-clock>
        <ul>
          ${this.stories.map(
            (one) =>
              html`<li>
                <a href=${hrefOf(`/clock/${one.id}`)} aria-current=${one === story ? 'page' : nothing}
                  >${say(one.title)}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      <section class="board" aria-labelledby="story">
        <h1 id="story">${say(story.title)}</h1>
        <p class="about">${say(story.about)}</p>
        <p class="tools">
          <a class="tool go" href=${hrefOf(`/clock/${story.id}/1`, [['play', '1']])}>▶ ${say('从头播放', 'Play')}</a>
          ${playing ? html`<a class="tool" href=${step(index + 1)}>${say('停在这一步', 'Stop here')}</a>` : nothing}
          ${index > 0 ? html`<a class="tool" href=${step(index)}>← ${say('上一步', 'Back')}</a>` : nothing}
          ${
            story.steps[index + 1]
              ? html`<a class="tool" href=${step(index + 2)}>${say('下一步', 'Next')} →</a>`
              : nothing
          }
        </p>
        <div class="phone" role="group" aria-label=${say('手机', 'Phone')}>
          <play-stage
            .src=${this.src}
            .width=${375}
            .height=${720}
            label=${say(story.title)}
            @stage=${(event: CustomEvent<Stage>) => (this.stage = event.detail)}
          ></play-stage>
          ${this.src ? nothing : html`<p class="wait">${say('按“从头播放”，或点右边的一步。', 'Press “Play”, or choose a step.')}</p>`}
        </div>
      </section>
      <aside class="inspector" aria-label=${say('步骤', 'Steps')}>${drawSteps(story, index, this.progress)}</aside>
    </div>`;
  }
}

/** Resolves when the stage's frame has loaded what it was told to. */
function loaded(stage: HTMLElement): Promise<void> {
  const frame = stage.querySelector('iframe')!;
  return new Promise((done) => frame.addEventListener('load', () => done(), { once: true }));
}

/** Draws the clock for an address. */
export function draw(route: Route): TemplateResult {
  return html`<play-clock .route=${route}></play-clock>`;
}
