// The base of every ratio: a custom element as a careful developer would write it for this one card, with the markup,
// the texts and the style sheet of Inlay's card and the same data request, and nothing else: no Lit, no session, no
// tracker, no rules, no languages.
import { contentOf, fetchProduct, fixed, type Content } from './content.ts';
import { elementList } from './list.ts';

declare const CARD_CSS: string;
declare const CARD_CSS_SKIPPING: string;
declare const SKIP_OFF_SCREEN: boolean;

const sheet = new CSSStyleSheet();
sheet.replaceSync(SKIP_OFF_SCREEN ? CARD_CSS_SKIPPING : CARD_CSS);

const waiting = template(
  `<article class="base auto" lang="zh-CN"><div class="skeleton" role="status"><span class="unseen">${fixed.loading}</span></div></article>`,
);
const card = template(
  `<div class="main"><p class="by note must"><i></i></p><h3 class="must"></h3><p class="chips note"></p>` +
    `<p class="pair must"><span class="note">${fixed.benchmark}</span><b class="figures"></b></p><p class="note must"></p>` +
    `<div class="past"><p class="pair note"><span>${fixed.past}</span><b class="figures"></b></p>` +
    `<div class="frame"><div class="chart" part="chart" role="slider" tabindex="0" aria-label="${fixed.chart}" aria-describedby="line"` +
    ` aria-valuemin="0" aria-valuemax="119" aria-valuenow="119"><svg viewBox="0 0 100 72" preserveAspectRatio="none" aria-hidden="true">` +
    `<path class="area"/><path class="line"/><path class="marker"/><path class="dot"/></svg></div><p class="unseen" id="line"></p></div>` +
    `<p class="pair note figures"><span></span><span></span></p><p class="note source"></p></div><dl aria-label="${fixed.facts}"></dl></div>` +
    `<div class="legal note must"></div>` +
    `<p class="small note must">${fixed.fees} <a target="_blank" rel="noopener" referrerpolicy="no-referrer"></a><br>${fixed.lookUp}</p>` +
    `<p class="notice note must">${fixed.notice}</p><div class="foot"><div class="act"><button part="action" type="button">` +
    `<span>${fixed.action}</span></button></div><p class="hint note must">${fixed.hint}</p></div><slot></slot><slot name="footer"></slot>`,
);

class BenchCard extends HTMLElement {
  static observedAttributes = ['product'];
  private root = this.attachShadow({ mode: 'open' });
  private shown: Content | undefined;

  connectedCallback(): void {
    if (this.root.childNodes.length > 0) return;
    this.root.adoptedStyleSheets = [sheet];
    this.root.append(waiting.cloneNode(true));
    void this.load();
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.root.childNodes.length > 0) void this.load();
  }

  private async load(): Promise<void> {
    const id = this.getAttribute('product') ?? '';
    const product = await fetchProduct(id);
    if (id === this.getAttribute('product')) this.show(contentOf(product));
  }

  private show(content: Content): void {
    const base = this.root.firstElementChild!;
    if (!this.shown) {
      base.replaceChildren(card.cloneNode(true));
      base.querySelector('button')!.addEventListener('click', this);
      base.querySelector('.chart')!.addEventListener('pointermove', this);
    }
    this.shown = content;
    const put = (selector: string, text: string) => (base.querySelector(selector)!.textContent = text);
    base.querySelector('.by')!.replaceChildren(element('i'), content.seller);
    put('h3', content.name);
    base
      .querySelector('.chips')!
      .replaceChildren(...content.chips.map((text, n) => element('span', n ? 'must' : 'must risk', text)));
    put('.chips + .pair b', content.benchmark);
    put('.pair + .note.must', content.why);
    put('.past b', content.latest);
    base.querySelector('.area')!.setAttribute('d', `M0 72L${content.line}V72`);
    base.querySelector('.line')!.setAttribute('d', `M${content.line}`);
    base.querySelector('.dot')!.setAttribute('d', `M${content.end}h0`);
    put('.unseen', content.summary);
    const axis = base.querySelectorAll('.frame + .pair span');
    axis[0]!.textContent = content.from;
    axis[1]!.textContent = content.to;
    for (const old of base.querySelectorAll('.past .must')) old.remove();
    base.querySelector('.frame + .pair')!.after(...content.changes.map(changeLine));
    put('.source', content.source);
    base
      .querySelector('dl')!
      .replaceChildren(
        ...content.facts.map(([label, value]) =>
          element('div', 'must', element('dt', 'note', label), element('dd', 'figures', value)),
        ),
      );
    base.querySelector('.legal')!.replaceChildren(...content.warnings.map((text) => element('p', '', text)));
    put('a', content.fees.text);
    base.querySelector('a')!.href = content.fees.url;
  }

  handleEvent(event: Event): void {
    if (event.type === 'click') location.href = this.shown!.fees.url;
    else {
      const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
      const x = (((event as PointerEvent).clientX - left) / width) * 100;
      this.root.querySelector('.marker')!.setAttribute('d', `M${x} 0V72`);
    }
  }
}

function changeLine({ period, value, up, benchmark }: Content['changes'][number]): Element {
  const figures = element(
    'span',
    'figures',
    element('b', up ? 'up' : 'down', value),
    element('span', 'note', benchmark),
  );
  return element('p', 'pair must', element('span', 'note', period), figures);
}

function element(name: string, className = '', ...children: (string | Node)[]): Element {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function template(markup: string): DocumentFragment {
  const made = document.createElement('template');
  made.innerHTML = markup;
  return made.content;
}

customElements.define('bench-card', BenchCard);
window.cards = elementList('bench-card');
