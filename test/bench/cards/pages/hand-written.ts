// The base of every ratio: a custom element as a careful developer would write it for this one card, with the markup,
// the texts and the style sheet of Inlay's card and the same data request, and nothing else: no Lit, no session, no
// tracker, no rules, no languages. It keeps no references and writes only what has changed.
import { contentOf, fetchProduct, fixed, type Content } from './content.ts';
import { elementList } from './list.ts';

declare const CARD_CSS: string;
declare const CARD_CSS_SKIPPING: string;
declare const SKIP_OFF_SCREEN: boolean;

const sheet = new CSSStyleSheet();
sheet.replaceSync(SKIP_OFF_SCREEN ? CARD_CSS_SKIPPING : CARD_CSS);

const waiting = template(
  `<article class="base auto" lang="zh-CN"><div class="skeleton" part="skeleton" role="status"><span class="unseen">${fixed.loading}` +
    `</span></div><slot></slot><slot name="footer"></slot></article>`,
);

const change =
  `<p class="pair must"><span class="note"><span></span> </span> ` +
  `<span class="figures"><b></b> <span class="note"></span></span> <span class="note whole"></span></p>`;
const facts = ['起购金额', '登记编码', '申购截止', '数据日期'];
const cardMarkup = (changes: number, warnings: number) =>
  `<div class="main"><div><p class="by note must"><i></i><span></span></p><h3 class="must"></h3>` +
  `<p class="chips note"><span class="must risk"></span><span class="must"></span><span class="must"></span></p></div>` +
  `<div class="rate"><p class="pair must"><span class="note">${fixed.benchmark}</span><b class="figures"></b></p>` +
  `<p class="note must"></p></div><div class="past"><p class="pair note"><span>${fixed.past}</span><b class="figures"></b></p>` +
  `<div class="frame"><div class="chart" part="chart" role="slider" tabindex="0" aria-describedby="line" aria-valuemin="0"` +
  ` aria-label="${fixed.chart}" aria-valuemax="119" aria-valuenow="119">` +
  `<svg width="100%" height="72" preserveAspectRatio="none" overflow="visible" pointer-events="none" fill="none" stroke="currentColor"` +
  ` stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" viewBox="0 0 100 72">` +
  `<path fill="currentColor" fill-opacity=".09" stroke="none"/>${'<path vector-effect="non-scaling-stroke"/>'.repeat(3)}</svg></div>` +
  `<p class="unseen" id="line"></p></div>` +
  `<p class="ends note figures"><span></span><span></span></p>${change.repeat(changes)}<p class="source note"></p></div>` +
  `<dl class="must" aria-label="${fixed.facts}">` +
  facts.map((label) => `<div><dt class="note">${label}</dt><dd class="figures"></dd></div>`).join('') +
  `</dl></div><div class="legal block note must">${'<p></p>'.repeat(warnings)}</div>` +
  `<p class="small note must">${fixed.fees} <a target="_blank" rel="noopener" referrerpolicy="no-referrer"></a>` +
  `<span>${fixed.lookUp}</span></p><p class="notice block note must">${fixed.notice}</p><div class="foot"><div class="act" part="action">` +
  `<button type="button" aria-disabled="false" aria-busy="false">${fixed.action}</button></div>` +
  `<p class="hint note must">${fixed.hint}</p></div><slot></slot><slot name="footer"></slot>`;

/** Elements whose text comes from the product, in document order; {@link textsOf} gives the texts in the same order. */
const written =
  '.by span,h3,.chips span,.rate b,.rate .note.must,.past .pair.note b,.unseen,.ends span,.past .must .note span,' +
  '.past .must b,.past .must .figures .note,.past .whole,.source,dd,.legal p,.small a';

const textsOf = (content: Content) => [
  content.seller,
  content.name,
  ...content.chips,
  content.benchmark,
  content.why,
  content.latest,
  content.summary,
  content.from,
  content.to,
  ...content.changes.flatMap(({ label, period, value, benchmark }) => [label, value, benchmark, period]),
  content.source,
  ...content.facts.map(([, value]) => value),
  ...content.warnings,
  content.fees.text,
];

const templates = new Map<string, DocumentFragment>();

class BenchCard extends HTMLElement {
  static observedAttributes = ['product'];
  private root = this.attachShadow({ mode: 'open' });
  private shape = '';

  connectedCallback(): void {
    if (this.root.firstChild) return;
    this.root.adoptedStyleSheets = [sheet];
    this.root.append(waiting.cloneNode(true));
    void this.load();
  }

  attributeChangedCallback(): void {
    if (this.root.firstChild) void this.load();
  }

  private async load(): Promise<void> {
    const id = this.getAttribute('product') ?? '';
    const product = await fetchProduct(id);
    if (id === this.getAttribute('product')) this.show(contentOf(product));
  }

  private show(content: Content): void {
    const base = this.root.firstElementChild!;
    const { changes, warnings, fees, line, end, spoken } = content;
    const shape = `${changes.length} ${warnings.length}`;
    if (this.shape !== shape) {
      this.shape = shape;
      let card = templates.get(shape);
      if (!card) templates.set(shape, (card = template(cardMarkup(changes.length, warnings.length))));
      base.replaceChildren(card.cloneNode(true));
      base.querySelector('button')!.addEventListener('click', this);
      base.querySelector('.chart')!.addEventListener('pointermove', this);
    }
    const texts = textsOf(content);
    base.querySelectorAll(written).forEach((element, n) => {
      if (element.textContent !== texts[n]) element.textContent = texts[n]!;
    });
    base.querySelectorAll('.past .must b').forEach((value, n) => (value.className = changes[n]!.up ? 'up' : 'down'));
    base.querySelector('.chart')!.setAttribute('aria-valuetext', spoken);
    const paths = base.querySelectorAll('path');
    paths[0]!.setAttribute('d', `M0 72L${line}V72`);
    paths[1]!.setAttribute('d', `M${line}`);
    paths[2]!.setAttribute('stroke-dasharray', '2 3');
    paths[2]!.setAttribute('stroke-width', '1');
    paths[3]!.setAttribute('stroke-width', '8');
    paths[3]!.setAttribute('d', `M${end}h0`);
    base.querySelector('a')!.href = fees.url;
  }

  handleEvent(event: Event): void {
    if (event.type === 'click') location.href = this.root.querySelector('a')!.href;
    else {
      const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
      const x = (((event as PointerEvent).clientX - left) / width) * 100;
      this.root.querySelectorAll('path')[2]!.setAttribute('d', `M${x} 0V72`);
    }
  }
}

function template(markup: string): DocumentFragment {
  const made = document.createElement('template');
  made.innerHTML = markup;
  return made.content;
}

customElements.define('bench-card', BenchCard);
window.cards = elementList('bench-card');
