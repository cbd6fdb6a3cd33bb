import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type PolicyDocument, type PolicyQuery, readPolicy } from '../../../src/core/verdict.ts';
import { said, say, type Said } from '../say.ts';
import type { WidgetFact } from '../stage/page-facts.ts';
import type { Stage } from '../stage/stage.ts';
import { Asking } from './asking.ts';
import { type Explanation, explain, type Reading } from './explain.ts';

interface Known {
  document?: unknown;
  partner: string;
  host: string;
  now: number;
}
interface Question {
  title: string;
  query: Omit<PolicyQuery, 'host'>;
}

const verdicts: Record<string, Said> = {
  allow: said('允许', 'allow'),
  notice: said('允许并提示', 'notice'),
  redirect: said('前往', 'redirect'),
  hide: said('不展示', 'hide'),
};
const parts: Record<Reading['against'][number], Said> = {
  host: said('宿主不符', 'another host'),
  account: said('账号不符', 'another account'),
  region: said('地区不符', 'another region'),
  productClass: said('产品类别不符', 'another class'),
  verb: said('动作不符', 'another verb'),
  from: said('还没到日子', 'not yet'),
  until: said('已经过了', 'over'),
};
const without: Record<Explanation['without'], Said> = {
  stopped: said('银行关停了这个位置。', 'The bank has switched this placement off.'),
  expired: said('规则文件已过期，按最稳妥的处理。', 'The document has expired: the safest verdict.'),
  absent: said(
    '还没有规则文件，按最稳妥的处理，理财产品不展示。',
    'There is no document: the safest verdict, and no wealth product.',
  ),
  no_rule: said('没有一条规则适用，按最稳妥的处理。', 'No rule fits: the safest verdict.'),
  '': said('', ''),
};

/** The questions that a page's widgets ask the channel policy. */
export function questionsOf(widgets: readonly WidgetFact[], classOf: (product: string) => string): Question[] {
  const found = widgets.flatMap(({ tag, key, placement }): Question[] => {
    const ask = (productClass: string, verb: PolicyQuery['verb']): Question => ({
      title: `${key} · ${verb}`,
      query: { productClass, verb, placement },
    });
    if (tag === 'inlay-wealth-card') return [ask(classOf(key), 'buy'), ask(classOf(key), 'show')];
    if (tag === 'inlay-coupon-claim') return [ask('coupon', 'claim')];
    if (tag === 'inlay-app-banner') return [ask(/^(corporate|wealth|fund)/.test(key) ? key : 'app', 'show')];
    return [];
  });
  return found.filter(({ title }, index) => found.findIndex((one) => one.title === title) === index);
}

/** Why the verdict is as it is, rule by rule. */
@customElement('panel-why')
export class PanelWhy extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  @state() private chosen = 0;
  @state() private classes: Readonly<Record<string, string>> = {};
  private readonly asked = new Set<string>();
  private readonly asking = new Asking(this, 'policy', 'widgets');

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** A product's class is the bank's to say. */
  private classOf(product: string): string {
    if (product && !this.asked.has(product)) {
      this.asked.add(product);
      void this.stage?.ask<{ kind: string; category: string } | null>('product', product).then((found) => {
        if (found) this.classes = { ...this.classes, [product]: `${found.kind}.${found.category}` };
        else this.asked.delete(product);
      });
    }
    return this.classes[product] ?? 'wealth';
  }

  protected override render(): TemplateResult {
    const known = this.asking.answer<Known>('policy');
    const questions = questionsOf(this.asking.answer<WidgetFact[]>('widgets') ?? [], (id) => this.classOf(id));
    const question = questions[this.chosen] ?? questions[0];
    if (!known || !question) {
      return html`<p class="quiet none">${say('这一页还没有问过规则。', 'This page has asked nothing yet.')}</p>`;
    }
    const account = this.stage?.src.includes('/h5/corporate') ? 'qinghe-corporate' : '';
    const query: PolicyQuery = { ...question.query, host: known.host, ...(account ? { account } : {}) };
    const policy: PolicyDocument | undefined = known.document ? readPolicy(known.document, known.partner) : undefined;
    const { verdict, rules, without: why } = explain(policy, query, known.now);
    const choose = (event: Event) => (this.chosen = (event.target as HTMLSelectElement).selectedIndex);
    return html`<label class="tool">
        ${say('问题', 'Question')}
        <select @change=${choose}>
          ${questions.map((one, index) => html`<option ?selected=${index === this.chosen}>${one.title}</option>`)}
        </select>
      </label>
      <p class="verdict" data-verdict=${verdict.verdict} data-rule=${verdict.rule}>
        <b>${say(verdicts[verdict.verdict]!)}</b>
        ${verdict.verdict === 'redirect' ? html`<code>${verdict.target}</code>` : nothing}
      </p>
      <dl class="pairs">
        ${Object.entries({ ...query, at: beijing(known.now) }).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value || '—'}</dd>
            </div>`,
        )}
      </dl>
      ${why ? html`<p class="todo">${say(without[why])}</p>` : nothing}
      ${verdict.notice ? html`<p class="todo">${verdict.notice['zh-CN']}</p>` : nothing}
      <ol class="rules">
        ${rules.map(drawRule)}
      </ol>`;
  }
}

const beijing = (instant: number) => new Date(instant + 288e5).toISOString().slice(0, 19).replace('T', ' ');

const drawRule = ({ rule, decides, against, announced }: Reading) =>
  html`<li class=${decides ? 'decides' : against.length ? 'off' : ''}>
    <p class="event">
      <b>${rule.id}</b><span>${say(verdicts[rule.verdict]!)}${rule.target ? ` ${rule.target}` : ''}</span>
    </p>
    <p class="quiet">
      ${
        decides
          ? say('由它决定', 'decides')
          : against.length
            ? against.map((part) => say(parts[part])).join(say('，', ', '))
            : say('也适用，但排在后面', 'fits as well, but comes later')
      }${announced ? say('（已开始预告）', ' (announced)') : ''}
      ${rule.from || rule.until ? html`<code>${rule.from.slice(0, 10)} … ${rule.until.slice(0, 10)}</code>` : nothing}
    </p>
  </li>`;

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-why .stage=${stage}></panel-why>`;
