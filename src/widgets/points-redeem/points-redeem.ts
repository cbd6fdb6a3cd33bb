import { html, type TemplateResult } from 'lit/html.js';
import { lateParts } from '../../core/late.ts';
import {
  createPointsRedeem,
  type PointsRedeemModel,
  type PointsRedeemParams,
  type PointsRedeemView,
} from '../../core/models/points-redeem.ts';
import { button } from '../base/button.ts';
import { property, wear } from '../base/element.ts';
import { ModelController } from '../base/model-controller.ts';
import { Widget } from '../base/widget.ts';
import { item, type Acts, type Late } from './item.ts';
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
  static override styles = Widget.styles.concat(styles);

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

  protected override card: ModelController<PointsRedeemParams, PointsRedeemModel> = new ModelController(
    this,
    createPointsRedeem,
    (): PointsRedeemParams => ({
      item: this.item,
      placement: this.placement,
      quote: this.quote,
      order: this.order,
      amount: this.amount,
      locale: this.setting('locale'),
      mode: this.mode,
    }),
  );
  private coded = false;
  private dressed = false;

  /** What comes after the first paint, with its own look. */
  private get late(): Late | undefined {
    const parts = lateParts<Late>('points-late');
    if (parts && !this.dressed) {
      this.dressed = true;
      wear(this.renderRoot, parts.pointsLateStyles);
    }
    return parts;
  }

  protected override updated(): void {
    super.updated();
    const input = this.renderRoot.querySelector('input');
    if (input && !this.coded) input.focus();
    this.coded = !!input;
  }

  protected override render(): TemplateResult {
    return this.frame<PointsRedeemView>(this.card.state, '', (view, busy, ad) => {
      const { model } = this.card;
      const { action, second } = view;
      const act = (event: Event) => this.tap(event, (seen, trusted) => model?.act(seen, trusted));
      const turn = ({ isTrusted }: Event) => model?.turn(isTrusted);
      const acts: Acts = { choose: (value) => model?.choose(value), type: (code) => model?.type(code), act };
      return html`${item(view, ad, acts, this.late)}
        <div class="foot">
          ${action && button({ label: action.label, busy, disabled: !action.enabled, act })}
          ${action?.hint && html`<p class="hint note must">${action.hint}</p>`}
          ${second && button({ label: second, quiet: true, disabled: busy, act: turn })}
        </div>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-points-redeem': InlayPointsRedeem;
  }
}
