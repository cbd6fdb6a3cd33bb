import { html, nothing, type TemplateResult } from 'lit/html.js';
import { faultOf } from '../../core/config.ts';
import { inlayEvents } from '../../core/event-options.ts';
import type { InlayEvents } from '../../core/events.ts';
import type { Inlay, Settings } from '../../core/inlay.ts';
import { lateParts, whenLate } from '../../core/late.ts';
import type { CardModel, CardState, Seen } from '../../core/models/card-state.ts';
import { pageSlot, VERSION, whenInlay } from '../../core/slot.ts';
import type { Attendance } from './attend.ts';
import { buttonStyles } from './button.ts';
import { card } from './card.styles.ts';
import { content } from './content.styles.ts';
import { InlayElement, property, state } from './element.ts';
import { failure, skeleton } from './frame.ts';
import { watchNear } from './near.ts';
import { tokens } from './tokens.styles.ts';

/** What of the views comes after the first paint. */
export type ViewParts = typeof import('./after-paint.ts');

/** The widget's model with its life, as the base sees it. */
interface Held {
  model?: CardModel<unknown>;
  update(): void;
  leave(): void;
}

/** Milliseconds that a widget waits for `init` before it says so. */
const PATIENCE = 1e4;
const NativeEvent = CustomEvent;
const standard: Settings = { locale: 'zh-CN', mode: 'standard', theme: 'auto' };

/** Milliseconds for which a tap waits for the code that acts on it. */
const patience = 5000;

/**
 * What every widget shares: how it finds the page's Inlay, follows its settings, and speaks to the page.
 *
 * A colour that would leave a text below 4.5:1 is ignored with one debug line; sizes are kept within their bounds.
 *
 * @cssprop [--inlay-color-primary=#0b6b58] - Button, links and line; `#4cc2a7` in the dark theme.
 * @cssprop [--inlay-color-on-primary=#ffffff] - The button's label; `#06231c` in the dark theme.
 * @cssprop [--inlay-color-text=#17211f] - Main text; `#eef3f1` in the dark theme.
 * @cssprop [--inlay-color-text-2=#55605d] - Labels and notes; `#b5bfbc` in the dark theme.
 * @cssprop [--inlay-color-text-3=#646e6b] - What is switched off; `#98a3a0` in the dark theme.
 * @cssprop [--inlay-color-surface=#ffffff] - The card; `#18201e` in the dark theme.
 * @cssprop [--inlay-color-ground=#f4f6f5] - Chips and blocks on the card; `#0e1413` in the dark theme.
 * @cssprop [--inlay-color-line=#e6eae8] - Hairlines; `#2b3532` in the dark theme.
 * @cssprop [--inlay-color-accent=#8a6116] - The risk grade; `#e3bf74` in the dark theme.
 * @cssprop [--inlay-color-rise=#c8302b] - A figure that went up; `#ff7b72` in the dark theme.
 * @cssprop [--inlay-color-fall=#11804a] - A figure that went down; `#4fcf8d` in the dark theme.
 * @cssprop [--inlay-color-notice=#8a4b08] - A notice; `#f0bf84` in the dark theme.
 * @cssprop [--inlay-radius=14px] - Corners of the card.
 * @cssprop [--inlay-radius-control=22px] - Corners of the button; 30px in elder mode.
 * @cssprop [--inlay-space=16px] - Space around the content, 8 to 32 px; 20px in elder mode.
 * @cssprop [--inlay-font-family=system-ui] - Fonts of the customer's system.
 * @cssprop [--inlay-font-size-title=17px] - The product's name, 17 to 36 px; 22 to 40 in elder mode.
 * @cssprop [--inlay-font-size-body=14px] - Main text, 14 to 30 px; 18 to 36 in elder mode.
 * @cssprop [--inlay-font-size-note=12px] - Notes and warnings, 12 to 30 px; 18 to 36 in elder mode.
 * @cssprop [--inlay-tap=44px] - Height of the button, 44 to 96 px; at least 60 in elder mode.
 * @cssprop [--inlay-room=434px] - Height kept until it is drawn: `inlay.css` sets what is usual, your own sheet what is yours.
 */
export abstract class Widget extends InlayElement {
  static override styles: readonly string[] = [tokens, content, buttonStyles, card];

  /** The Inlay to use; without it the widget takes the one `init` made for the page. */
  @property({ attribute: false }) inlay?: Inlay;
  /** Language of this widget: `zh-CN`, `zh-HK` or `en`; the page's setting without it. */
  @property() locale?: Settings['locale'];
  /** `elder` for large text and targets, or `standard`; the page's setting without it. */
  @property() mode?: Settings['mode'];
  /** `light`, `dark`, or `auto` to follow the customer's system; the page's setting without it. */
  @property() theme?: Settings['theme'];
  /** `eager` loads at once; otherwise the widget loads when it comes near the viewport. */
  @property() loading?: 'eager' | 'lazy';

  /** True when no Inlay came: the widget steps back and shows the page's own content of the tag. */
  @state() protected lost = false;

  /** The Inlay in use, once there is one. */
  found?: Inlay;
  /** Whether the widget is within 600 px of the viewport; unknown for the first frame. */
  near: boolean | undefined;
  /** True once the widget has been near: until then it draws nothing but its skeleton. */
  protected came = false;
  /** True when what it shows will not grow or shrink any more. */
  private drawn = false;
  /** The model behind it. */
  protected abstract readonly card: Held;
  private attendance?: Attendance;
  private measured: HTMLElement | null = null;
  private releases: (() => void)[] = [];
  private unfollow?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    const slot = pageSlot(VERSION);
    this.releases = [watchNear(this)];
    if (slot && !slot.inlay) {
      const timer = setTimeout(() => this.lose(), PATIENCE);
      this.releases.push(
        whenInlay(slot, () => this.requestUpdate()),
        () => clearTimeout(timer),
      );
    }
  }

  private lose(): void {
    if (this.found) return;
    this.lost = true;
    this.emit('inlay-error', { widget: this.localName.slice(6), code: 'not_initialized', retryable: false });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.releases.forEach((release) => release());
    this.unfollow?.();
    this.unfollow = this.found = undefined;
    this.measure(null);
    this.card.leave();
  }

  /** The Inlay is looked up before every update, so that `.inlay` and `init` may come in any order. */
  protected override willUpdate(): void {
    const inlay = this.inlay ?? pageSlot(VERSION)?.inlay;
    if (inlay !== this.found && this.isConnected) {
      this.unfollow?.();
      this.found = inlay;
      this.lost = false;
      this.unfollow = inlay?.settings.subscribe(() => this.requestUpdate());
    }
    this.card.update();
  }

  protected override updated(): void {
    const status = this.isConnected ? this.card.model?.getState().status : undefined;
    const content = this.came && (status === 'ready' || status === 'busy');
    this.drawn = content || status === 'empty' || status === 'error';
    this.settle();
    this.measure(content ? this.button : null);
    try {
      if (this.near) lateParts<ViewParts>()?.applyTheme(this, this.base, (line) => this.found?.debug(line));
    } catch {
      // A page that broke what we read colours with keeps ours.
    }
  }

  /** The widget came near, or went away. */
  moved(near: boolean): void {
    if (near === this.near) return;
    this.near = near;
    this.came ||= near;
    if (near) this.requestUpdate();
    else this.settle();
  }

  /**
   * Gives the height back that `inlay.css` reserved, unless something on screen would move by it: the widget's own foot,
   * which stands at the bottom of what is reserved, or the page below.
   */
  protected settle(): void {
    const { drawn, near } = this;
    if (near === undefined || drawn === this.hasAttribute('settled')) return;
    this.toggleAttribute('settled', drawn);
    if (!drawn || !near) return;
    const foot = this.base.querySelector('.foot');
    const edge = foot ? foot.getBoundingClientRect().top : this.getBoundingClientRect().bottom;
    if (edge < innerHeight) this.removeAttribute('settled');
  }

  /** The one button, when there is something to do; a card may have others for less. */
  private get button(): HTMLElement | null {
    return this.base.querySelector<HTMLElement>('.act button');
  }

  /** Exposure counts from the moment the content is there with its button; the skeleton is none, and another button another. */
  private measure(wanted: HTMLElement | null): void {
    if (wanted === this.measured && !wanted === !this.attendance) return;
    this.attendance?.stop();
    this.attendance = undefined;
    this.measured = wanted;
    const late = lateParts<ViewParts>();
    if (wanted && late) this.attendance = late.attend(this.base, (ratio) => this.card.model?.exposed(ratio));
    else if (wanted) whenLate(() => this.requestUpdate());
  }

  /** Hands on a tap of the button with what can be said of it, as soon as it can be said. */
  protected tap({ isTrusted }: Event, act: (seen: Seen, trusted: boolean) => void): void {
    const tapped = Date.now();
    whenLate(() => {
      // What comes long after the tap, with the network or the customer himself, acts by itself (R1).
      if (Date.now() - tapped > patience) return;
      this.measure(this.button);
      act(this.attendance?.look(isTrusted) ?? { dwell: 0, ratio: 0, visible: false }, isTrusted);
    });
  }

  /** Everything a card draws around its content, in whatever state it is. */
  protected frame<View>(
    state: CardState<View> | undefined,
    shape: string,
    draw: (view: View, busy: boolean, ad: string) => unknown,
  ): TemplateResult {
    const status = this.lost ? 'error' : state?.status;
    const aside = status === 'error' ? 'aside' : status === 'empty' ? 'void' : '';
    const mode = this.setting('mode') === 'elder' ? 'elder' : '';
    return html`<article class="base ${shape} ${mode} ${aside} ${this.setting('theme')}" lang=${this.setting('locale')}>
      ${this.content(state, draw)}
      <slot></slot>
      <slot name="footer"></slot>
    </article>`;
  }

  private content<View>(
    state: CardState<View> | undefined,
    draw: (view: View, busy: boolean, ad: string) => unknown,
  ): unknown {
    if (state?.status === 'error') return failure(state, () => this.card.model?.retry());
    const status = state?.status;
    // By the word, not by what it owns: a page may have put a `view` on every object.
    if ((status === 'ready' || status === 'busy') && this.came) return draw(state!.view, status === 'busy', state!.ad!);
    if (this.lost || status === 'empty') return nothing;
    return skeleton(status === 'loading' ? state!.words.loading : '');
  }

  /** What the widget draws on; the page cannot select it. */
  protected get base(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.base')!;
  }

  /** A setting of this widget: its own attribute when that is one of the words, else the page's. */
  protected setting<K extends keyof Settings>(name: K): Settings[K];
  protected setting(name: 'layout' | 'form'): string | undefined;
  protected setting<K extends keyof Settings>(name: K): Settings[K] {
    const own = this[name] as Settings[K] | undefined;
    const fault = own && faultOf(name, own);
    if (fault) this.found?.debug(`<${this.localName}>: ${fault}`);
    else if (own) return own;
    return (this.found?.settings.getState() ?? standard)[name];
  }

  /** Tells the page; false when the page stopped a cancelable event. */
  emit<N extends keyof InlayEvents>(name: N, detail: InlayEvents[N]): boolean {
    const { bubbles, cancelable } = inlayEvents[name];
    return this.dispatchEvent(new NativeEvent(name, { detail, bubbles, cancelable, composed: true }));
  }
}
