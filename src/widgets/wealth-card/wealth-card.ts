import { html, nothing, type TemplateResult } from 'lit/html.js';
import { createWealthCard, type WealthCardState, type WealthCardView } from '../../core/models/wealth-card.ts';
import { button, buttonStyles } from '../base/button.ts';
import { content } from '../base/content.styles.ts';
import type { Attendance } from '../base/attend.ts';
import { property, state } from '../base/element.ts';
import { fetchLate, lateParts } from '../base/late.ts';
import { ModelController } from '../base/model-controller.ts';
import { tokens } from '../base/tokens.styles.ts';
import { Widget } from '../base/widget.ts';
import { product } from './product.ts';
import { styles } from './wealth-card.styles.ts';

/**
 * One wealth product or fund of the bank, with everything the law wants beside it and one button that leads to the bank.
 *
 * Texts the law requires are no parts: a page can neither hide, shrink nor recolour them below their rule. The height
 * that `inlay.css` reserved is given back (attribute `settled`) once nobody can see anything move by it; a card with
 * nothing lawful to show then takes no room at all.
 *
 * @tag inlay-wealth-card
 * @fires {CustomEvent<ReadyDetail>} inlay-ready - The product is on the page.
 * @fires {CustomEvent<EmptyDetail>} inlay-empty - Nothing may be shown, and why.
 * @fires {CustomEvent<ErrorDetail>} inlay-error - The product could not be loaded, with code and trace id.
 * @fires {CustomEvent<ProductOpenDetail>} inlay-product-open - The customer tapped; prevent it to go your own way.
 * @slot - Shown when the card cannot be: a plain link to the bank's page.
 * @slot footer - Your own line below the button.
 * @csspart action - The button.
 * @csspart chart - The line of past values.
 * @csspart error - The message when loading failed.
 * @csspart skeleton - What stands in the card's place while it loads.
 */
export class InlayWealthCard extends Widget {
  static override styles = [tokens, content, buttonStyles, styles];

  /** Id of the product at the bank. */
  @property() product = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';
  /** `card`, or `compact` for a row without past performance. */
  @property() layout: 'card' | 'compact' = 'card';

  @state() private marker = -1;

  private card = new ModelController(this, createWealthCard, () => ({
    product: this.product,
    placement: this.placement,
    locale: this.setting('locale'),
  }));
  private attendance?: Attendance;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.measure(false);
  }

  protected override updated(): void {
    const status = this.isConnected ? this.card.state?.status : undefined;
    const product = this.came && (status === 'ready' || status === 'busy');
    this.drawn = product || status === 'empty' || status === 'error';
    super.updated();
    this.measure(product);
  }

  /** Exposure counts from the moment the product is there; the skeleton is none. */
  private measure(wanted: boolean): void {
    if (wanted === !!this.attendance) return;
    this.attendance?.stop();
    this.attendance = undefined;
    const late = lateParts();
    if (wanted && late) this.attendance = late.attend(this.base, (ratio) => this.card.model?.exposed(ratio));
    else if (wanted) fetchLate(() => this.requestUpdate());
  }

  private handleOpen({ isTrusted }: Event): void {
    const open = () => {
      this.measure(true);
      const seen = this.attendance?.look(isTrusted) ?? { dwell: 0, ratio: 0, visible: false };
      void this.card.model?.open(seen, isTrusted);
    };
    if (lateParts()) open();
    else fetchLate(open);
  }

  private handleMove(at: number): void {
    if (this.marker < 0) this.card.model?.chartRead();
    this.marker = at;
  }

  protected override render(): TemplateResult {
    const state = this.card.state;
    const shape = this.layout === 'compact' ? 'compact' : '';
    const mode = this.setting('mode') === 'elder' ? 'elder' : '';
    const aside = this.lost || state?.status === 'error' ? 'aside' : state?.status === 'empty' ? 'void' : '';
    return html`<article class="base ${shape} ${mode} ${aside} ${this.setting('theme')}" lang=${this.setting('locale')}>
      ${this.renderState(state)}
      <slot></slot>
      <slot name="footer"></slot>
    </article>`;
  }

  private renderState(state: WealthCardState | undefined): unknown {
    switch (state?.status) {
      case 'ready':
      case 'busy':
        return this.came ? this.renderProduct(state.view, state.status === 'busy') : this.renderSkeleton();
      case 'empty':
        return nothing;
      case 'error':
        return html`<div class="error" part="error" role="alert">
          <p>${state.text}</p>
          <p class="note">${state.trace}</p>
          ${state.retry && button({ label: state.retry, quiet: true, act: () => this.card.model?.retry() })}
        </div>`;
      default:
        return this.renderSkeleton(state?.words.loading);
    }
  }

  private renderSkeleton(words?: string): unknown {
    if (this.lost) return nothing;
    return html`<div class="skeleton" part="skeleton" role="status">
      <span class="unseen">${words}</span>
    </div>`;
  }

  private renderProduct(view: WealthCardView, busy: boolean): TemplateResult {
    const { label, enabled, hint } = view.action;
    const draw = this.near && lateParts()?.sparkline;
    const line = { draw, at: this.marker, move: (at: number) => this.handleMove(at) };
    return html`${product(view, this.layout !== 'compact' && line)}
      <div class="foot">
        ${button({ label, busy, disabled: !enabled, act: (event) => this.handleOpen(event) })}
        ${hint && html`<p class="hint note must">${hint}</p>`}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-wealth-card': InlayWealthCard;
  }
}
