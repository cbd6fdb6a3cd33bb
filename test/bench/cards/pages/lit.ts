// Plain Lit: the same markup, texts, style sheet and data request, written the way Lit's guide does.
import { html, LitElement, unsafeCSS, type PropertyValues } from 'lit';
import { contentOf, fetchProduct, fixed, type Content } from './content.ts';
import { elementList } from './list.ts';

declare const CARD_CSS: string;

class BenchCard extends LitElement {
  static override styles = unsafeCSS(CARD_CSS);
  static override properties = { product: {}, content: { state: true }, marker: { state: true } };
  declare product: string;
  declare content: Content | undefined;
  declare marker: string;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('product')) return;
    const id = this.product;
    void fetchProduct(id).then((product) => {
      if (id === this.product) this.content = contentOf(product);
    });
  }

  private move(event: PointerEvent): void {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    this.marker = `M${((event.clientX - left) / width) * 100} 0V72`;
  }

  protected override render() {
    return html`<article class="base auto" lang="zh-CN">
      ${
        this.content
          ? this.card(this.content)
          : html`<div class="skeleton" role="status"><span class="unseen">${fixed.loading}</span></div>`
      }
      <slot></slot><slot name="footer"></slot>
    </article>`;
  }

  private card(content: Content) {
    return html`<div class="main">
        <div>
          <p class="by note must"><i></i><span>${content.seller}</span></p>
          <h3 class="must">${content.name}</h3>
          <p class="chips note">
            ${content.chips.map((text, n) => html`<span class="must ${n ? '' : 'risk'}">${text}</span>`)}
          </p>
        </div>
        <div class="rate">
          <p class="pair must">
            <span class="note">${fixed.benchmark}</span><b class="figures">${content.benchmark}</b>
          </p>
          <p class="note must">${content.why}</p>
        </div>
        ${this.past(content)}
        <dl class="must" aria-label=${fixed.facts}>
          ${content.facts.map(
            ([label, value]) =>
              html`<div>
                <dt class="note">${label}</dt>
                <dd class="figures">${value}</dd>
              </div>`,
          )}
        </dl>
      </div>
      <div class="legal block note must">${content.warnings.map((text) => html`<p>${text}</p>`)}</div>
      <p class="small note must">
        ${fixed.fees}
        <a target="_blank" rel="noopener" referrerpolicy="no-referrer" href=${content.fees.url}>${content.fees.text}</a
        ><span>${fixed.lookUp}</span>
      </p>
      <p class="notice block note must">${fixed.notice}</p>
      <div class="foot">
        <div class="act" part="action">
          <button
            type="button"
            aria-disabled="false"
            aria-busy="false"
            @click=${() => (location.href = content.fees.url)}
          >
            ${fixed.action}
          </button>
        </div>
        <p class="hint note must">${fixed.hint}</p>
      </div>`;
  }

  private past(content: Content) {
    return html`<div class="past">
      <p class="pair note"><span>${fixed.past}</span><b class="figures">${content.latest}</b></p>
      <div class="frame">
        <div
          class="chart"
          part="chart"
          role="slider"
          tabindex="0"
          aria-describedby="line"
          aria-valuemin="0"
          aria-label=${fixed.chart}
          aria-valuemax="119"
          aria-valuenow="119"
          aria-valuetext=${content.spoken}
          @pointermove=${(event: PointerEvent) => this.move(event)}
        >
          <svg
            width="100%"
            height="72"
            preserveAspectRatio="none"
            overflow="visible"
            pointer-events="none"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            viewBox="0 0 100 72"
          >
            <path fill="currentColor" fill-opacity=".09" stroke="none" d="M0 72L${content.line}V72" />
            <path vector-effect="non-scaling-stroke" d="M${content.line}" />
            <path vector-effect="non-scaling-stroke" stroke-width="1" stroke-dasharray="2 3" d=${this.marker ?? ''} />
            <path vector-effect="non-scaling-stroke" stroke-width="8" d="M${content.end}h0" />
          </svg>
        </div>
        <p class="unseen" id="line">${content.summary}</p>
      </div>
      <p class="ends note figures"><span>${content.from}</span><span>${content.to}</span></p>
      ${content.changes.map(
        ({ label, period, value, up, benchmark }) =>
          html`<p class="pair must">
            <span class="note"><span>${label}</span> </span>
            <span class="figures"
              ><b class=${up ? 'up' : 'down'}>${value}</b> <span class="note">${benchmark}</span></span
            >
            <span class="note whole">${period}</span>
          </p>`,
      )}
      <p class="source note">${content.source}</p>
    </div>`;
  }
}

customElements.define('bench-card', BenchCard);
window.cards = elementList('bench-card');
