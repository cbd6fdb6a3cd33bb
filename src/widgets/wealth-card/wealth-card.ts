import { html, type TemplateResult } from 'lit/html.js';
import { lateParts } from '../../core/late.ts';
import {
  createWealthCard,
  type WealthCardModel,
  type WealthCardParams,
  type WealthCardView,
} from '../../core/models/wealth-card.ts';
import { property, state } from '../base/element.ts';
import { foot } from '../base/frame.ts';
import { ModelController } from '../base/model-controller.ts';
import { Widget, type ViewParts } from '../base/widget.ts';
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
  static override styles = Widget.styles.concat(styles);

  /** Id of the product at the bank. */
  @property() product = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';
  /** `card`, or `compact` for a row without past performance. */
  @property() layout: 'card' | 'compact' = 'card';

  @state() private marker = -1;

  protected override card: ModelController<WealthCardParams, WealthCardModel> = new ModelController(
    this,
    createWealthCard,
    (): WealthCardParams => ({
      product: this.product,
      placement: this.placement,
      locale: this.setting('locale'),
      mode: this.mode,
    }),
  );

  private handleMove(at: number): void {
    if (this.marker < 0) this.card.model?.chartRead();
    this.marker = at;
  }

  protected override render(): TemplateResult {
    const compact = this.setting('layout') === 'compact';
    return this.frame<WealthCardView>(this.card.state, compact ? 'compact' : '', (view, busy, ad) => {
      const draw = this.near && lateParts<ViewParts>()?.sparkline;
      const line = { draw, at: this.marker, move: (at: number) => this.handleMove(at) };
      const open = (event: Event) => this.tap(event, (seen, trusted) => void this.card.model?.open(seen, trusted));
      return html`${product(view, ad, !compact && line)}${foot(view.action, busy, open)}`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-wealth-card': InlayWealthCard;
  }
}
