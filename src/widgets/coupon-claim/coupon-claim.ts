import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { createCouponClaim, type CouponState, type CouponView } from '../../core/models/coupon-claim.ts';
import type { Attendance } from '../base/attend.ts';
import { button, buttonStyles } from '../base/button.ts';
import { content } from '../base/content.styles.ts';
import { facts } from '../base/facts.ts';
import { fetchLate, lateParts } from '../base/late.ts';
import { ModelController } from '../base/model-controller.ts';
import { property, state } from '../base/property.ts';
import { sheetStyles } from '../base/sheet.styles.ts';
import { tokens } from '../base/tokens.styles.ts';
import { on, Widget } from '../base/widget.ts';
import { styles } from './coupon-claim.styles.ts';
import { ticketStyles } from './ticket.styles.ts';
import { ticket } from './ticket.ts';

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
  static override styles = [tokens, content, buttonStyles, ticketStyles, styles, sheetStyles];

  /** Id of the campaign at the bank. */
  @property() campaign = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';
  /** `card`, or `compact` with the terms in one paragraph, for lists. */
  @property() layout: 'card' | 'compact' = 'card';

  @state() private reading = false;

  private coupon = new ModelController(this, createCouponClaim, () => ({
    campaign: this.campaign,
    placement: this.placement,
    locale: this.setting('locale'),
    elder: this.setting('mode') === 'elder',
  }));
  private attendance?: Attendance;
  private shut?: () => void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shut?.();
    this.measure(false);
  }

  protected override updated(changed: PropertyValues): void {
    const status = this.isConnected ? this.coupon.state?.status : undefined;
    const shown = this.came && (status === 'ready' || status === 'busy');
    this.drawn = shown || status === 'empty' || status === 'error';
    super.updated(changed);
    this.measure(shown);
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !this.shut) {
      this.shut = lateParts()!.showSheet(dialog, () => {
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
    const late = lateParts();
    if (wanted && late) this.attendance = late.attend(this.base, (ratio) => this.coupon.model?.exposed(ratio));
    else if (wanted) fetchLate(() => this.requestUpdate());
  }

  private handleRead(): void {
    this.coupon.model?.rulesRead();
    if (lateParts()) this.reading = true;
    else fetchLate(() => (this.reading = true));
  }

  protected override render(): TemplateResult {
    const state = this.coupon.state;
    const mode = this.setting('mode') === 'elder' ? 'elder' : '';
    const look = `${mode} ${this.setting('theme')}`;
    const aside = this.lost || state?.status === 'error' ? 'aside' : state?.status === 'empty' ? 'void' : '';
    const shape = this.layout === 'compact' ? 'compact' : '';
    return html`<article class="base ${shape} ${look} ${aside}" lang=${this.setting('locale')}>
        ${this.renderState(state)}
        <slot></slot>
      </article>
      ${this.renderRules(state, look)}`;
  }

  private renderState(state: CouponState | undefined): unknown {
    switch (state?.status) {
      case 'ready':
      case 'busy':
        return this.came ? this.renderCoupon(state.view) : this.renderSkeleton();
      case 'empty':
        return nothing;
      case 'error':
        return html`<div class="error" part="error" role="alert">
          <p>${state.text}</p>
          <p class="note">${state.trace}</p>
          ${state.retry && button({ label: state.retry, quiet: true, act: () => this.coupon.model?.retry() })}
        </div>`;
      default:
        return this.renderSkeleton(state?.words.loading);
    }
  }

  private renderSkeleton(words?: string): unknown {
    if (this.lost) return nothing;
    return html`<div class="skeleton" part="skeleton" role="status"><span class="unseen">${words}</span></div>`;
  }

  private renderCoupon(view: CouponView): TemplateResult {
    const { facts: list, words, rules, stage } = view;
    const had = /^(active|waiting|pending|paid)$/.test(stage);
    return html`<p class="by note must"><i></i><span>${view.by}</span></p>
      ${ticket(view, (event) => void this.coupon.model?.act(event.isTrusted))}
      <p class="unseen" role="status">${view.spoken}</p>
      ${had ? html`<slot name="next"></slot>` : nothing}
      <div class="terms">
        ${facts(list, words.terms)} ${view.smallPrint && html`<p class="legal block note must">${view.smallPrint}</p>`}
      </div>
      ${rules && html`<button type="button" class="read" @click=${on(() => this.handleRead())}>${rules.open}</button>`}`;
  }

  private renderRules(state: CouponState | undefined, look: string): unknown {
    const rules = this.reading && state && 'view' in state && state.view.rules;
    return rules ? lateParts()!.sheet({ title: rules.open, ...rules }, look) : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-coupon-claim': InlayCouponClaim;
  }
}
