import { html, nothing, type TemplateResult } from 'lit/html.js';
import { lateParts, whenLate } from '../../core/late.ts';
import { createCouponClaim, type CouponState, type CouponView } from '../../core/models/coupon-claim.ts';
import type { Attendance } from '../base/attend.ts';
import { buttonStyles } from '../base/button.ts';
import { content } from '../base/content.styles.ts';
import { property, state } from '../base/element.ts';
import { facts } from '../base/facts.ts';
import { ModelController } from '../base/model-controller.ts';
import { sheetStyles } from '../base/sheet.styles.ts';
import { asideOf, standIn, standInStyles } from '../base/states.ts';
import { tokens } from '../base/tokens.styles.ts';
import { on, Widget, type ViewParts } from '../base/widget.ts';
import { styles } from './coupon-claim.styles.ts';
import { ticketStyles } from './ticket.styles.ts';
import { ticket } from './ticket.ts';

/** The chunk with the sheet. */
const late = 'coupon-late';

/**
 * A coupon of the bank, with everything that must be seen before it is claimed, and one button. It is shown as claimed
 * only when the bank has said so; a claim whose outcome got lost is asked after and never made twice.
 *
 * @tag inlay-coupon-claim
 * @fires {CustomEvent<ReadyDetail>} inlay-ready - The coupon is on the page.
 * @fires {CustomEvent<EmptyDetail>} inlay-empty - Nothing may be shown, and why.
 * @fires {CustomEvent<ErrorDetail>} inlay-error - The coupon could not be loaded, or a claim was refused, with code and trace id.
 * @fires {CustomEvent<ClaimIntentDetail>} inlay-claim-intent - The customer tapped; prevent it, or hold it with `waitUntil`.
 * @fires {CustomEvent<CouponClaimedDetail>} inlay-coupon-claimed - The bank has granted the claim.
 * @slot - Shown when the coupon cannot be: a plain link to the bank's page.
 * @slot next - Your own next step, shown once the coupon is claimed.
 * @csspart action - The button.
 * @csspart error - The message when loading failed.
 * @csspart skeleton - What stands in the coupon's place while it loads.
 */
export class InlayCouponClaim extends Widget {
  static override styles = [tokens, content, buttonStyles, standInStyles, ticketStyles, styles, sheetStyles];

  /** Id of the campaign at the bank. */
  @property() campaign = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';
  /** The campaign as the bank sent it, from a list that has it already. */
  @property({ attribute: false }) data?: unknown;
  /** `card`, or `compact` with the terms in one paragraph, for lists. */
  @property() layout: 'card' | 'compact' = 'card';

  @state() private reading = false;

  private coupon = new ModelController(this, createCouponClaim, () => ({
    campaign: this.campaign,
    placement: this.placement,
    locale: this.setting('locale'),
    elder: this.setting('mode') === 'elder',
    data: this.data,
  }));
  private attendance?: Attendance;
  private get sheets(): typeof import('../base/sheet.ts') | undefined {
    return lateParts(late);
  }
  private shut?: () => void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shut?.();
    this.measure(false);
  }

  protected override updated(): void {
    const status = this.isConnected ? this.coupon.state?.status : undefined;
    const shown = this.came && (status === 'ready' || status === 'busy');
    this.drawn = shown || status === 'empty' || status === 'error';
    super.updated();
    this.measure(shown);
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !this.shut) {
      this.shut = this.sheets!.showSheet(dialog, () => {
        this.shut = undefined;
        this.reading = false;
      });
    }
  }

  /** Exposure counts from the moment the coupon is there; the skeleton is none. */
  private measure(wanted: boolean): void {
    if (wanted === !!this.attendance) return;
    this.attendance?.stop();
    this.attendance = undefined;
    const parts = lateParts<ViewParts>();
    if (wanted && parts) this.attendance = parts.attend(this.base, (ratio) => this.coupon.model?.exposed(ratio));
    else if (wanted) whenLate(() => this.requestUpdate());
  }

  private handleRead(): void {
    this.coupon.model?.rulesRead();
    whenLate(() => (this.reading = true), late);
  }

  protected override render(): TemplateResult {
    const state = this.coupon.state;
    const mode = this.setting('mode') === 'elder' ? 'elder' : '';
    const look = `${mode} ${this.setting('theme')}`;
    const shape = this.layout === 'compact' ? 'compact' : '';
    return html`<article class="base ${shape} ${look} ${asideOf(state, this.lost)}" lang=${this.setting('locale')}>
        ${this.renderState(state)}
        <slot></slot>
      </article>
      ${this.renderRules(state, look)}`;
  }

  private renderState(state: CouponState | undefined): unknown {
    if (state && 'view' in state && this.came) return this.renderCoupon(state.view);
    return standIn(state, this.lost, () => this.coupon.model?.retry());
  }

  private renderCoupon(view: CouponView): TemplateResult {
    const { facts: list, words, rules, stage } = view;
    const had = /^(active|waiting|pending|paid)$/.test(stage);
    return html`<p class="by note must"><i></i><span>${view.by}</span></p>
      ${ticket(
        view,
        (event) => void this.coupon.model?.act(event.isTrusted),
        () => this.coupon.model?.prepare(),
      )}
      <p class="unseen" role="status">${view.spoken}</p>
      ${had ? html`<slot name="next"></slot>` : nothing}
      <div class="terms">
        ${facts(list, words.terms)} ${view.smallPrint && html`<p class="legal block note must">${view.smallPrint}</p>`}
      </div>
      ${rules && html`<button type="button" class="read" @click=${on(() => this.handleRead())}>${rules.title}</button>`}`;
  }

  private renderRules(state: CouponState | undefined, look: string): unknown {
    const rules = this.reading && state && 'view' in state && state.view.rules;
    return rules ? this.sheets!.sheet(rules, look) : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-coupon-claim': InlayCouponClaim;
  }
}
