import { html, nothing, type TemplateResult } from 'lit/html.js';
import {
  createAppBanner,
  type AppBannerModel,
  type AppBannerParams,
  type AppBannerView,
} from '../../core/models/app-banner.ts';
import { button } from '../base/button.ts';
import { property } from '../base/element.ts';
import { ModelController } from '../base/model-controller.ts';
import { on } from '../base/on.ts';
import { Widget } from '../base/widget.ts';
import { styles } from './app-banner.styles.ts';
import { notice } from './notice.styles.ts';

/**
 * The way to the bank's app, or wherever the channel policy of this day sends customers: another account, a mini-program,
 * a page. Before the day of a change it says what is coming, and on the day it turns by itself. Nothing opens without the
 * customer's own tap, and what he closed stays closed for its campaign. In elder mode it is a plain link.
 *
 * @tag inlay-app-banner
 * @fires {CustomEvent<ReadyDetail>} inlay-ready - The banner is on the page.
 * @fires {CustomEvent<EmptyDetail>} inlay-empty - There is nothing to show, and why.
 * @fires {CustomEvent<ErrorDetail>} inlay-error - The banner could not do its work.
 * @fires {CustomEvent<AppOpenDetail>} inlay-app-open - The customer tapped; prevent it to go your own way.
 * @fires {CustomEvent<AppResultDetail>} inlay-app-result - What can honestly be said after the attempt.
 * @slot - Shown when the banner cannot be: a plain link to the bank's page.
 * @slot footer - Your own line below.
 * @csspart action - The button.
 * @csspart error - The message when something failed.
 * @csspart skeleton - What stands in the banner's place while it loads.
 */
export class InlayAppBanner extends Widget {
  static override styles = Widget.styles.concat(styles, notice);

  /** Id of the campaign: what a customer closed stays closed for it. */
  @property() campaign = '';
  /** Your own name for this place on the page: up to 64 letters, digits, `-`, `_` and `.`. */
  @property() placement = '';
  /** `inline` among the page's content, `bar` from edge to edge, or `link` in a line of text. */
  @property() form: 'inline' | 'bar' | 'link' = 'inline';
  /** What of the bank's the page is about, as its channel policy calls it: `app` for the app itself, `wealth`, `corporate` … */
  @property() about = 'app';
  /** What the customer could do here with it: `show`, `quote`, `enquire`, `buy` … */
  @property() verb = 'show';
  /** Id of a product whose page is to be opened. */
  @property() product = '';
  /** Set it where the bank pays for the placement: it is then marked as an advertisement. */
  @property() paid?: string;

  protected override card: ModelController<AppBannerParams, AppBannerModel> = new ModelController(
    this,
    createAppBanner,
    (): AppBannerParams => ({
      campaign: this.campaign,
      placement: this.placement,
      form: this.setting('form') ?? '',
      about: this.about,
      verb: this.verb,
      product: this.product,
      paid: this.paid != null,
      mode: this.mode,
      locale: this.setting('locale'),
    }),
  );

  protected override render(): TemplateResult {
    const state = this.card.state;
    const view = state && 'view' in state ? state.view : undefined;
    const form = view ? view.form : this.setting('mode') === 'elder' ? 'link' : this.form;
    const shape = form !== 'link' && view && view.name && view.notice ? `${form} told` : form;
    return this.frame<AppBannerView>(state, shape, (view, busy, ad) =>
      view.form === 'link' ? this.drawLink(view, ad, busy) : this.drawRow(view, ad, busy),
    );
  }

  private drawRow(view: AppBannerView, ad: string, busy: boolean): TemplateResult {
    const { name, hint, notice, action, close, ...rest } = view;
    const mark = ad && html`<span class="ad note must">${ad}</span>`;
    // The hint has the name in it too: with a notice there is no room for both.
    return html`<div class="row">
        ${name && html`<span class="by"><i></i></span>`}
        <div class="words">
          ${
            name
              ? html`${notice ? '' : html`<p class="must"><b>${name}</b> ${mark}</p>`}
                  <p class="note must">${hint} ${notice && mark}</p>`
              : this.drawNotice(notice)
          }
        </div>
        ${action && this.drawOpen(action, busy)}
        <button type="button" class="close" aria-label=${close} @click=${on(() => this.card.model?.close())}>×</button>
      </div>
      ${name && this.drawNotice(notice)} ${this.drawAfter(rest)}`;
  }

  private drawLink(view: AppBannerView, ad: string, busy: boolean): TemplateResult {
    const { hint, notice, action, ...rest } = view;
    return html`<div class="line">${action && this.drawOpen(action, busy)} ${this.drawNotice(notice)}</div>
      ${hint && html`<p class="note must">${hint} ${ad && html`<span class="ad">${ad}</span>`}</p>`}
      ${this.drawAfter(rest)}`;
  }

  private drawOpen({ label, enabled }: { label: string; enabled: boolean }, busy: boolean): TemplateResult {
    const act = (event: Event) => this.tap(event, (seen, trusted) => this.card.model?.open(seen, trusted));
    return button({ label, busy, disabled: !enabled, act });
  }

  /** No more of it at first than fits into what was reserved; a tap unfolds it, so nothing moves by itself. */
  private drawNotice(text: string): unknown {
    return (
      text &&
      html`<details class="notice block note must">
        <summary><span>${text}</span></summary>
      </details>`
    );
  }

  /** What came of it; the place is there from the start, so that a screen reader hears what comes into it. */
  private drawAfter({ result, download, code }: Pick<AppBannerView, 'result' | 'download' | 'code'>): TemplateResult {
    const act = (event: Event) => this.tap(event, (seen, trusted) => this.card.model?.download(seen, trusted));
    return html`<div class="after" role="status">
        ${result && html`<p class="note">${result}</p>`} ${download && button({ label: download, quiet: true, act })}
      </div>
      ${
        code
          ? html`<svg
              class="code"
              role="img"
              aria-label=${code.label}
              viewBox="-4 -4 ${code.size + 8} ${code.size + 8}"
              shape-rendering="crispEdges"
            >
              <path d=${code.path} />
            </svg>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'inlay-app-banner': InlayAppBanner;
  }
}
