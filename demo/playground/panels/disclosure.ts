import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { parseProduct, type ParsedProduct } from '../../../src/core/api.ts';
import { shanghaiDate } from '../../../src/core/date.ts';
import { checkProduct, riskLevel } from '../../../src/core/disclosure.ts';
import { said, say, type Said } from '../say.ts';
import type { WidgetFact } from '../stage/page-facts.ts';
import type { Stage } from '../stage/stage.ts';
import { Asking } from './asking.ts';

/** What the rules of `docs/compliance.md` ask of a product, each in a line. */
const rules: readonly [id: string, Said][] = [
  ['W1', said('必备要素齐全', 'Every required fact is there')],
  ['W2', said('登记编码形式正确', 'The registration code is well formed')],
  ['W3', said('风险等级取较高者', 'The higher of the two risk grades')],
  ['W4', said('过往业绩只用规定区间', 'Performance over the mandated intervals alone')],
  ['W5', said('业绩比较基准附测算依据与提示', 'The benchmark with its method and warning')],
  ['W7', said('没有“预期收益”', 'No “expected return”')],
  ['W12', said('只有理财和公募基金', 'Wealth products and public funds alone')],
  ['W13', said('不送礼、不抽奖', 'No gift, no draw')],
  ['W14', said('没有倒计时和剩余额度', 'No countdown, no “left”')],
  ['W15', said('数据在有效期内', 'The data are fresh')],
  ['W18', said('渠道与地区允许', 'Channel and region allow it')],
];

interface Place {
  now: number;
  profile: 'standard' | 'cashier' | 'minor' | '';
  region: string;
}

/** What must stand on the card, by the product's own data. */
function musts(product: ParsedProduct): [Said, string][] {
  const { fullName, issuerName, distributorName, disclosure, registrationCode, fundCode, dataDate } = product;
  const all: [Said, string][] = [
    [said('产品全称', 'Full name'), fullName],
    [said('发行机构', 'Issuer'), issuerName],
    [said('销售机构', 'Distributor'), distributorName],
    [said('风险等级', 'Risk grade'), `R${riskLevel(product)}`],
    [said('登记编码', 'Code'), registrationCode || fundCode],
    [said('数据日期', 'Date of the data'), dataDate],
    [said('风险提示', 'Risk warning'), disclosure.risk],
    [said('基准提示', 'Benchmark warning'), disclosure.benchmark],
    [said('业绩提示', 'Performance warning'), disclosure.pastPerformance],
    [said('代销提示', 'Agency notice'), disclosure.agency],
  ];
  return all.filter(([, text]) => text);
}

const close = (text: string) => text.replace(/\s+/g, '');

/** Each wealth card of the page against the rules, and its texts against what the customer sees. */
@customElement('panel-disclosure')
export class PanelDisclosure extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  @state() private products: Readonly<Record<string, ParsedProduct>> = {};
  private readonly asked = new Set<string>();
  private readonly asking = new Asking(this, 'widgets', 'policy');

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const cards = (this.asking.answer<WidgetFact[]>('widgets') ?? []).filter(({ tag }) => tag === 'inlay-wealth-card');
    const place = this.asking.answer<Place>('policy');
    if (!cards.length || !place)
      return html`<p class="quiet none">${say('这一页没有理财卡片。', 'There is no wealth card on this page.')}</p>`;
    return html`${cards.map((card) => this.drawCard(card, place))}`;
  }

  private drawCard(card: WidgetFact, { now, profile, region }: Place): TemplateResult {
    const product = this.productOf(card.key);
    if (!product) return html`<p class="quiet">${card.key} …</p>`;
    const found = checkProduct(product, { today: shanghaiDate(now), profile, region });
    const seen = close(card.text);
    const line = (fine: boolean, title: string, more: string) =>
      html`<li class=${fine ? '' : 'off'} data-fine=${fine}>
        <i
          class="mark ${fine ? 'yes' : 'no'}"
          role="img"
          aria-label=${fine ? say('符合', 'met') : say('不符合', 'not met')}
          >${fine ? '✓' : '✕'}</i
        >
        <b>${more}</b> ${title}
      </li>`;
    return html`<h2>${card.key}</h2>
      <p class="verdict" data-broken=${found.rules.join(' ')}>
        <b
          >${
            found.reason
              ? say('不展示', 'Not shown')
              : found.rules.length
                ? say('展示，但隐去部分数据', 'Shown without some figures')
                : say('可以展示', 'May be shown')
          }</b
        >
      </p>
      <ul class="checks">
        ${rules.map(([id, title]) => line(!found.rules.includes(id), say(title), id))}
      </ul>
      <h2>${say('客户看得到', 'Before the customer’s eyes')}</h2>
      <ul class="checks" data-musts>
        ${musts(product).map(([title, text]) => line(seen.includes(close(text)), text, say(title)))}
      </ul>`;
  }

  private productOf(id: string): ParsedProduct | undefined {
    if (!this.asked.has(id)) {
      this.asked.add(id);
      void this.stage?.ask('show', { tag: 'inlay-wealth-card', key: id });
      void this.stage?.ask('product', id).then((body) => {
        if (body) this.products = { ...this.products, [id]: parseProduct(body) };
        else this.asked.delete(id);
      });
    }
    return this.products[id];
  }
}

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-disclosure .stage=${stage}></panel-disclosure>`;
