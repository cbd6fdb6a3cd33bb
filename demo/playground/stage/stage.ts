import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { say } from '../say.ts';
import type { FromPage, Heard, ToPage } from './messages.ts';

/** A page in the playground, as panels see it. */
export interface Stage {
  /** Origin of the page. */
  readonly origin: string;
  /** Its address; each has a load of its own. */
  readonly src: string;
  /** What its widgets have said since it was loaded, oldest first. */
  readonly heard: readonly Heard[];
  /** Where the page wanted to go, out of its frame, since it was loaded; empty when nowhere. */
  readonly left: string;
  /** Calls back on news: an event, a load. */
  follow(listener: () => void): () => void;
  /** Asks the page one of the questions of `answers.ts`. */
  ask<T>(question: string, about?: unknown): Promise<T>;
  say(message: ToPage): void;
  reload(): void;
}

/** Everything but to take the playground's own window along. */
const freedoms =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads';

/** Shows a page in a frame of a given width and talks with it. Fires `stage` once, with itself. */
@customElement('play-stage')
export class PlayStage extends LitElement implements Stage {
  /** The page's address. */
  @property() src = '';
  /** Origin of the page, where its address leads on to another. */
  @property() at = '';
  /** Of the frame, in pixels. */
  @property({ type: Number }) width = 375;
  /** Height of the frame; 0 to be as high as the page. */
  @property({ type: Number }) height = 0;
  /** Name of the frame for screen readers. */
  @property() label = '';

  @state() private tall = 0;
  @state() private loads = 0;

  heard: readonly Heard[] = [];
  left = '';
  private readonly listeners = new Set<() => void>();
  private readonly waiting = new Map<number, (message: FromPage & { inlay: 'answer' }) => void>();
  /** The page of the present address listens. */
  private here = false;
  private unsaid: ToPage[] = [];
  private asked = 0;
  private loaded = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('message', this.handleMessage);
    this.dispatchEvent(new CustomEvent('stage', { detail: this, bubbles: true }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.handleMessage);
  }

  get origin(): string {
    return this.at || new URL(this.src, location.href).origin;
  }

  private get page(): Window | null | undefined {
    return this.querySelector('iframe')?.contentWindow;
  }

  follow(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  say(message: ToPage): void {
    if (this.here) this.page?.postMessage(message, this.origin);
    // Until then the frame holds another document, which is not to hear it.
    else this.unsaid.push(message);
  }

  ask<T>(question: string, about?: unknown): Promise<T> {
    const id = ++this.asked;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => this.waiting.get(id)?.({ inlay: 'answer', id, error: 'no answer' }), 5_000);
      this.waiting.set(id, ({ value, error }) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        if (error) reject(new Error(error));
        else resolve(value as T);
      });
      this.say({ inlay: 'ask', id, question, about });
    });
  }

  reload(): void {
    this.loads++;
    this.forget();
  }

  private forget(): void {
    this.here = false;
    this.heard = [];
    this.left = '';
    this.tell();
  }

  /** A document of the page began; it may have come by a link of the one before. */
  private welcome(): void {
    if (this.here) this.forget();
    this.here = true;
    this.unsaid.splice(0).forEach((message) => this.say(message));
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }

  private readonly handleMessage = ({ source, origin, data }: MessageEvent<FromPage>): void => {
    if (source !== this.page || origin !== this.origin) return;
    if (data.inlay === 'here') this.welcome();
    else if (data.inlay === 'size') this.tall = data.height;
    else if (data.inlay === 'answer') this.waiting.get(data.id)?.(data);
    else if (data.inlay === 'leaves') {
      this.left = data.url;
      this.tell();
    } else if (data.inlay === 'heard') {
      this.heard = [...this.heard, data.heard];
      this.tell();
    }
  };

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('src') && this.hasUpdated) this.forget();
  }

  protected override updated(): void {
    const frame = this.querySelector('iframe')!;
    frame.style.width = `${this.width}px`;
    frame.style.height = `${this.height || Math.max(this.tall, 120)}px`;
    // One address loads again only when it is told to.
    const wanted = `${this.src} ${this.loads}`;
    if (!this.src || this.loaded === wanted) return;
    // Not in the markup: Chromium warns of an empty document that has both our origin and scripts.
    frame.setAttribute('sandbox', freedoms);
    // The first load is the frame's own; the others must leave no steps in the playground's history.
    if (this.loaded) frame.contentWindow?.location.replace(this.src);
    else frame.src = this.src;
    this.loaded = wanted;
  }

  protected override render(): TemplateResult {
    return html`<iframe title=${this.label || say('组件预览', 'Widget preview')} allow="clipboard-write"></iframe>`;
  }
}
