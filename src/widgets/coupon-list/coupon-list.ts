import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { createCouponList, type CouponListState } from '../../core/models/coupon-list.ts';
import { button, buttonStyles } from '../base/button.ts';
import { content } from '../base/content.styles.ts';
import { ModelController } from '../base/model-controller.ts';
import { property } from '../base/property.ts';
import { tokens } from '../base/tokens.styles.ts';
import { Widget } from '../base/widget.ts';
import { styles } from './coupon-list.styles.ts';

/**
 * Several coupons below each other, asked for in one request; each of them is an `inlay-coupon-claim` that loads near the
 * screen, speaks in events of its own and is claimed by itself.
 *
 * @tag inlay-coupon-list
 * @fires {CustomEvent<ReadyDetail>} inlay-ready - It is known which coupons there are.
 * @fires {CustomEvent<EmptyDetail>} inlay-empty - There are none, and why; also of each coupon that may not be shown.
 * @fires {CustomEvent<ErrorDetail>} inlay-error - The list, or one coupon of it, could not be loaded.
 * @fires {CustomEvent<ClaimIntentDetail>} inlay-claim-intent - The customer tapped one of the coupons.
 * @fires {CustomEvent<CouponClaimedDetail>} inlay-coupon-claimed - The bank has granted the claim of one of them.
 * @slot - Shown when the list cannot be: a plain link to the bank's page.
 * @csspart error - The message when loading failed.
 * @csspart skeleton - What stands in the list's place while it loads.
 */
export class InlayCouponList extends Widget {
  static override styles = [tokens, content, buttonStyles, styles];
  /** The tag that stands in this one. */
  static readonly needs = 'inlay-coupon-claim';

  /** Ids of campaigns, parted by commas or spaces. */
  @property() campaigns = '';
  /** Id of a group of campaigns at the bank, when `campaigns` is empty. */
  @property() group = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';

  private list = new ModelController(this, createCouponList, () => ({
    campaigns: this.campaigns,
    group: this.group,
    locale: this.setting('locale'),
  }));

  protected override updated(changed: PropertyValues): void {
    const status = this.isConnected ? this.list.state?.status : undefined;
    this.drawn = !!status && status !== 'loading';
    super.updated(changed);
  }

  protected override render(): TemplateResult {
    const state = this.list.state;
    const mode = this.setting('mode') === 'elder' ? 'elder' : '';
    const aside = this.lost || state?.status === 'error' ? 'aside' : state?.status === 'empty' ? 'void' : '';
    return html`<div class="base ${mode} ${this.setting('theme')} ${aside}" lang=${this.setting('locale')}>
      ${this.renderState(state)}
      <slot></slot>
    </div>`;
  }

  private renderState(state: CouponListState | undefined): unknown {
    switch (state?.status) {
      case 'ready':
        return html`<div class="coupons" role="list">${state.campaigns.map((id) => this.renderCoupon(id))}</div>`;
      case 'empty':
        return nothing;
      case 'error':
        return html`<div class="error" part="error" role="alert">
          <p>${state.text}</p>
          <p class="note">${state.trace}</p>
          ${state.retry && button({ label: state.retry, quiet: true, act: () => this.list.model?.retry() })}
        </div>`;
      default:
        return this.lost
          ? nothing
          : html`<div class="skeleton" part="skeleton" role="status">
              <span class="unseen">${state?.words.loading}</span>
            </div>`;
    }
  }

  private renderCoupon(campaign: string): TemplateResult {
    return html`<inlay-coupon-claim
      role="listitem"
      layout="compact"
      campaign=${campaign}
      placement=${this.placement || nothing}
      locale=${this.setting('locale')}
      mode=${this.setting('mode')}
      theme=${this.setting('theme')}
      .inlay=${this.found}
    ></inlay-coupon-claim>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-coupon-list': InlayCouponList;
  }
}
