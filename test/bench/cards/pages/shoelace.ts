// Shoelace as a user would load it: the light theme, card, button and tag; the content in plain markup with the page's
// own style sheet, because a component library has no wealth card.
import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/card/card.js';
import '@shoelace-style/shoelace/dist/components/tag/tag.js';
import './page.css';
import { contentOf, fetchProduct, fixed, type Content } from './content.ts';
import { plainList } from './list.ts';

function markup(content: Content): string {
  return `<sl-card class="card"><p class="note">${content.seller}</p><h3>${content.name}</h3>
    <p class="chips">${content.chips.map((text, n) => `<sl-tag size="small" variant="${n ? 'neutral' : 'warning'}">${text}</sl-tag>`).join('')}</p>
    <p class="pair"><span class="note">${fixed.benchmark}</span><b>${content.benchmark}</b></p><p class="note">${content.why}</p>
    <p class="pair note"><span>${fixed.past}</span><b>${content.latest}</b></p>
    <svg viewBox="0 0 100 72" preserveAspectRatio="none" role="img" aria-label="${content.summary}">
      <path class="area" d="M0 72L${content.line}V72"/><path class="line" d="M${content.line}"/></svg>
    <p class="pair note"><span>${content.from}</span><span>${content.to}</span></p>
    ${content.changes
      .map(({ label, period, value, up, benchmark }) => {
        const figures = `<b class="${up ? 'up' : 'down'}">${value}</b> <span class="note">${benchmark}</span>`;
        return `<p class="pair"><span class="note">${label} ${period}</span><span>${figures}</span></p>`;
      })
      .join('')}
    <p class="note">${content.source}</p>
    <dl>${content.facts.map(([label, value]) => `<div><dt class="note">${label}</dt><dd>${value}</dd></div>`).join('')}</dl>
    <div class="legal note">${content.warnings.map((text) => `<p>${text}</p>`).join('')}</div>
    <p class="note">${fixed.fees} <a href="${content.fees.url}">${content.fees.text}</a><br>${fixed.lookUp}</p>
    <p class="notice note">${fixed.notice}</p>
    <sl-button class="action" variant="primary" pill>${fixed.action}</sl-button><p class="hint note">${fixed.hint}</p></sl-card>`;
}

async function fill(place: HTMLElement, product: string): Promise<void> {
  place.dataset.product = product;
  const data = await fetchProduct(product);
  if (place.dataset.product !== product) return;
  place.innerHTML = markup(contentOf(data));
  place.querySelector('sl-button')!.addEventListener('click', () => (location.href = data.detailUrl));
}

function create(product: string): Element {
  const place = document.createElement('div');
  void fill(place, product);
  return place;
}

window.cards = plainList(create, (place, product) => void fill(place as HTMLElement, product));
const only = document.querySelector<HTMLElement>('[data-product]');
if (only) void fill(only, only.dataset.product!);
