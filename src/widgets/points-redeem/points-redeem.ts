import { html, nothing, type TemplateResult } from 'lit/html.js';
import { createPointsRedeem, type PointsRedeemState, type PointsRedeemView } from '../../core/models/points-redeem.ts';
import type { Attendance } from '../base/attend.ts';
import { button, buttonStyles } from '../base/button.ts';
import { content } from '../base/content.styles.ts';
import { property } from '../base/element.ts';
import { fetchLate, lateParts } from '../base/late.ts';
import { ModelController } from '../base/model-controller.ts';
import { tokens } from '../base/tokens.styles.ts';
import { Widget } from '../base/widget.ts';
import { item } from './item.ts';
import { styles } from './points-redeem.styles.ts';

/**
 * Something of the bank for points. On a partner's page it shows the item with its price, caps and rules, and its one
 * button leaves for the bank with a signed quote; what came of it is shown on return, as the bank says. Balance, code and
 * confirmation exist on the bank's own page only, where the same element gets the quote.
 *
 * @tag inlay-points-redeem
 * @fires {CustomEvent<ReadyDetail>} inlay-ready - The item is on the page.
 * @fires {CustomEvent<EmptyDetail>} inlay-empty - Nothing may be shown, and why.
 * @fires {CustomEvent<ErrorDetail>} inlay-error - Something could not be done, with code and trace id.
 * @fires {CustomEvent<PointsOpenDetail>} inlay-points-open - The customer tapped; prevent it to go your own way.
 * @fires {CustomEvent<PointsRedeemedDetail>} inlay-points-redeemed - The bank has confirmed a redemption.
 * @fires {CustomEvent<PointsReleasedDetail>} inlay-points-released - A redemption came to nothing; no points were taken.
 * @slot - Shown when the widget cannot be: a plain link to the bank's page.
 * @slot footer - Your own line below the buttons.
 * @csspart action - The buttons.
 * @csspart stepper - The chosen number between its two buttons.
 * @csspart outcome - What came of a redemption.
 * @csspart error - The message when loading failed.
 * @csspart skeleton - What stands in the widget's place while it loads.
 */
export class InlayPointsRedeem extends Widget {
  static override styles = [tokens, content, buttonStyles, styles];

  /** Id of the item at the bank. */
  @property() item = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';
  /** Your order from which points are to be taken off: its id, with an item of that kind. */
  @property() order = '';
  /** What your order comes to, in fen. */
  @property() amount = '';
  /** The signed quote to confirm; heeded on the bank's own pages only. */
  @property() quote = '';

  private sheet = new ModelController(this, createPointsRedeem, () => ({
    item: this.item,
    placement: this.placement,
    quote: this.quote,
    order: this.order,
    amount: this.amount,
    locale: this.setting('locale'),
  }));
  private attendance?: Attendance;
  private coded = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.measure(false);
  }

  protected override updated(): void {
    const state = this.isConnected ? this.sheet.state : undefined;
    const view = this.came && state && 'view' in state ? state.view : undefined;
    this.drawn = !!view || state?.status === 'empty' || state?.status === 'error';
    super.updated();
    // Another button is another thing to watch.
    this.measure(!!view?.action);
    if (view?.code && !this.coded) this.renderRoot.querySelector('input')!.focus();
    this.coded = !!view?.code;
  }

  /** Exposure counts from the moment the item is there. */
  private measure(wanted: boolean): void {
    if (wanted === !!this.attendance) return;
    this.attendance?.stop();
    this.attendance = undefined;
    const late = lateParts();
    if (wanted && late) this.attendance = late.attend(this.base, (ratio) => this.sheet.model?.exposed(ratio));
    else if (wanted) fetchLate(() => this.requestUpdate());
  }

  private handleAct({ isTrusted }: Event): void {
    const act = () => {
      this.measure(true);
      const seen = this.attendance?.look(isTrusted) ?? { dwell: 0, ratio: 0, visible: false };
      void this.sheet.model?.act(seen, isTrusted);
    };
    if (lateParts()) act();
    else fetchLate(act);
  }

  protected override render(): TemplateResult {
    const { state } = this.sheet;
    const mode = this.setting('mode') === 'elder' ? 'elder' : '';
    const aside = this.lost || state?.status === 'error' ? 'aside' : state?.status === 'empty' ? 'void' : '';
    return html`<article class="base ${mode} ${aside} ${this.setting('theme')}" lang=${this.setting('locale')}>
      ${this.renderState(state)}
      <slot></slot>
      <slot name="footer"></slot>
    </article>`;
  }

  private renderState(state: PointsRedeemState | undefined): unknown {
    switch (state?.status) {
      case 'ready':
      case 'busy':
        return this.came ? this.renderSheet(state.view, state.status === 'busy') : this.renderSkeleton();
      case 'empty':
        return nothing;
      case 'error':
        return html`<div class="error" part="error" role="alert">
          <p>${state.text}</p>
          <p class="note">${state.trace}</p>
          ${state.retry && button({ label: state.retry, quiet: true, act: () => this.sheet.model?.retry() })}
        </div>`;
      default:
        return this.renderSkeleton(state?.words.loading);
    }
  }

  private renderSkeleton(words?: string): unknown {
    if (this.lost) return nothing;
    return html`<div class="skeleton" part="skeleton" role="status"><span class="unseen">${words}</span></div>`;
  }

  private renderSheet(view: PointsRedeemView, busy: boolean): TemplateResult {
    const { model } = this.sheet;
    const { action, second } = view;
    const turn = ({ isTrusted }: Event) => void model?.turn(isTrusted);
    const act = (event: Event) => this.handleAct(event);
    return html`${item(view, { choose: (value) => model?.choose(value), type: (code) => model?.type(code), act })}
      <div class="foot">
        ${
          action &&
          html`${button({ label: action.label, busy, disabled: !action.enabled, act })}
          ${action.hint && html`<p class="hint note must">${action.hint}</p>`}`
        }
        ${second && button({ label: second, quiet: true, disabled: busy, act: turn })}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-points-redeem': InlayPointsRedeem;
  }
}
