import { html, nothing, type TemplateResult } from 'lit/html.js';
import {
  createCouponList,
  type CouponListModel,
  type CouponListParams,
  type ListedCoupon,
} from '../../core/models/coupon-list.ts';
import { ModelController } from '../base/model-controller.ts';
import { property } from '../base/element.ts';
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
 * @cssprop [--inlay-coupons=1] - How many coupons you expect: `inlay.css` keeps the place of so many.
 * @csspart error - The message when loading failed.
 * @csspart skeleton - What stands in the list's place while it loads.
 */
export class InlayCouponList extends Widget {
  static override styles = Widget.styles.concat(styles);
  /** The tag that stands in this one. */
  static readonly needs = 'inlay-coupon-claim';

  /** Ids of campaigns, parted by commas or spaces. */
  @property() campaigns = '';
  /** Id of a group of campaigns at the bank, when `campaigns` is empty. */
  @property() group = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';

  protected override card: ModelController<CouponListParams, CouponListModel> = new ModelController(
    this,
    createCouponList,
    (): CouponListParams => ({ campaigns: this.campaigns, group: this.group, locale: this.setting('locale') }),
  );

  protected override render(): TemplateResult {
    return this.frame<ListedCoupon[]>(
      this.card.state,
      '',
      (coupons) => html`<div class="coupons" role="list">${coupons.map((one, at) => this.renderCoupon(one, at))}</div>`,
    );
  }

  private renderCoupon({ id, data }: ListedCoupon, at: number): TemplateResult {
    return html`<inlay-coupon-claim
      loading=${at < 4 ? 'eager' : 'lazy'}
      role="listitem"
      layout="compact"
      campaign=${id}
      placement=${this.placement || nothing}
      locale=${this.setting('locale')}
      mode=${this.setting('mode')}
      theme=${this.setting('theme')}
      .data=${data}
      .inlay=${this.found}
    ></inlay-coupon-claim>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-coupon-list': InlayCouponList;
  }
}
