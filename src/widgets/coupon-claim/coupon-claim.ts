import { html, nothing, type TemplateResult } from 'lit/html.js';
import { lateParts, whenLate } from '../../core/late.ts';
import {
  createCouponClaim,
  type CouponModel,
  type CouponParams,
  type CouponState,
  type CouponView,
} from '../../core/models/coupon-claim.ts';
import { property, state, wear } from '../base/element.ts';
import { by, facts } from '../base/facts.ts';
import { ModelController } from '../base/model-controller.ts';
import { on } from '../base/on.ts';
import { Widget } from '../base/widget.ts';
import { styles } from './coupon-claim.styles.ts';
import { ticketStyles } from './ticket.styles.ts';
import { ticket } from './ticket.ts';

type Late = typeof import('./coupon-late.ts');
/** The chunk with the rules and how the customer stands. */
const late = 'claim-late';

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
 * @slot footer - Your own line below.
 * @slot next - Your own next step, shown once the coupon is claimed.
 * @csspart action - The button.
 * @csspart error - The message when loading failed.
 * @csspart skeleton - What stands in the coupon's place while it loads.
 */
export class InlayCouponClaim extends Widget {
  static override styles = Widget.styles.concat(ticketStyles, styles);

  /** Id of the campaign at the bank. */
  @property() campaign = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';
  /** The campaign as the bank sent it, from a list that has it already. */
  @property({ attribute: false }) data?: unknown;
  /** `card`, or `compact` with the terms in one paragraph, for lists. */
  @property() layout: 'card' | 'compact' = 'card';

  @state() private reading = false;

  protected override card: ModelController<CouponParams, CouponModel> = new ModelController(
    this,
    createCouponClaim,
    (): CouponParams => ({
      campaign: this.campaign,
      placement: this.placement,
      locale: this.setting('locale'),
      mode: this.mode,
      data: this.data,
    }),
  );
  /** What comes after the first paint, with its own look. */
  private get late(): Late | undefined {
    const parts = lateParts<Late>(late);
    if (parts && !this.dressed) {
      this.dressed = true;
      wear(this.renderRoot, parts.couponLateStyles);
    }
    return parts;
  }

  private shut?: () => void;
  private dressed = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shut?.();
  }

  protected override updated(): void {
    super.updated();
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog) this.shut ??= this.late!.showSheet(dialog, () => (this.reading = false));
    else this.shut = void this.shut?.();
  }

  /** The first ones of a list are drawn at once: their height is known before they push each other down. */
  protected override willUpdate(): void {
    this.came ||= !!this.data && this.loading === 'eager';
    super.willUpdate();
  }

  /** One that is there in a list keeps the list's least height, unmeasured: a thousand of them may pass under a thumb. */
  protected override settle(): void {
    if (!this.data || this.card.state?.status !== 'ready') super.settle();
  }

  private handleRead(): void {
    this.card.model?.rulesRead();
    // Who reads the rules is about to claim.
    this.card.model?.prepare();
    whenLate(() => (this.reading = true), late);
  }

  protected override render(): TemplateResult {
    const { state } = this.card;
    const shape = this.setting('layout') === 'compact' ? 'compact' : '';
    return html`${this.frame<CouponView>(state, shape, (view, _, ad) => this.renderCoupon(view, ad))}${this.renderRules(state)}`;
  }

  private renderCoupon(view: CouponView, ad: string): TemplateResult {
    const { facts: list, words, rules, smallPrint } = view;
    return html`${by(view.by, ad)}
      ${ticket(
        view,
        this.late?.standing,
        (event) => this.tap(event, (seen, trusted) => void this.card.model?.act(seen, trusted)),
        () => this.card.model?.prepare(),
      )}
      <p class="unseen" role="status">${view.spoken}</p>
      ${view.next ? html`<slot name="next"></slot>` : nothing}
      <div class="terms">
        ${facts(list, words.terms)} ${smallPrint && html`<p class="legal block note must">${smallPrint}</p>`}
      </div>
      ${rules && html`<button type="button" class="read" @click=${on(() => this.handleRead())}>${rules.title}</button>`}`;
  }

  private renderRules(state: CouponState | undefined): unknown {
    const rules = this.reading && state && 'view' in state && state.view.rules;
    return rules ? this.late!.sheet(rules, this.setting('theme')) : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-coupon-claim': InlayCouponClaim;
  }
}
