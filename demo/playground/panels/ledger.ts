import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConsentState, Ledger, Purpose } from '../../../src/core/ports.ts';
import { said, say, type Said } from '../say.ts';
import type { Tracked } from '../stage/answers.ts';
import type { Stage } from '../stage/stage.ts';
import { whereabouts } from '../where.ts';
import { Asking } from './asking.ts';

const counts: readonly [keyof Ledger, Said][] = [
  ['queued', said('入队', 'Queued')],
  ['sent', said('已发出', 'Sent')],
  ['acknowledged', said('银行已确认', 'Acknowledged')],
  ['denied', said('因未同意丢弃', 'Dropped by consent')],
  ['rejected', said('被拒收', 'Rejected')],
  ['waiting', said('等待中', 'Waiting')],
  ['redacted', said('抹去的字段', 'Fields redacted')],
];
const purposes: readonly Purpose[] = ['service', 'marketing', 'experience'];
const choices: readonly [ConsentState, Said][] = [
  ['granted', said('全部同意', 'Grant all')],
  ['denied', said('全部拒绝', 'Deny all')],
];

/** What became of each tracking event, per sink: the bank's collector, and the page's own. */
@customElement('panel-ledger')
export class PanelLedger extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  /** What the bank's collector has of this page's partner since the panel was opened. */
  @state() private arrived?: number;
  private readonly asking = new Asking(this, 'ledger', 'sink');
  private timer?: ReturnType<typeof setInterval>;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.count(), 2_000);
    void this.count();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private async count(): Promise<void> {
    const { bank } = await whereabouts();
    const answer = await fetch(`${bank}/sandbox/events`).catch(() => undefined);
    const { count } = ((await answer?.json().catch(() => ({}))) ?? {}) as { count?: number };
    this.arrived = count;
  }

  private async consent(choice: ConsentState): Promise<void> {
    await this.stage?.ask('consent', Object.fromEntries(purposes.map((purpose) => [purpose, choice])));
    await this.asking.look();
  }

  protected override render(): TemplateResult {
    const ledger = this.asking.answer<Ledger>('ledger');
    const sink = this.asking.answer<Tracked[]>('sink') ?? [];
    if (!ledger) return html`<p class="quiet none">${say('页面还没有 Inlay。', 'The page has no Inlay yet.')}</p>`;
    return html`<h2>${say('银行采集端', 'The bank’s collector')}</h2>
      <dl class="figures">
        ${counts.map(
          ([name, title]) =>
            html`<div data-count=${name}>
              <dt>${say(title)}</dt>
              <dd class="num">${ledger[name]}</dd>
            </div>`,
        )}
      </dl>
      <p class="quiet">
        ${say('队列在', 'The queue is in')}
        <code>${ledger.storage}</code>${ledger.note ? html` · ${ledger.note}` : nothing} ·
        ${say('银行收件箱共', 'the bank’s inbox holds')} <b class="num" data-arrived>${this.arrived ?? '…'}</b>
        ${say('条', 'events')}
      </p>
      <p class="tools">
        ${choices.map(
          ([choice, title]) =>
            html`<button type="button" class="tool" @click=${() => this.consent(choice)}>${say(title)}</button>`,
        )}
      </p>
      <h2>${say('页面自己的接收函数', 'The page’s own sink')} <span class="num" data-sink>${sink.length}</span></h2>
      ${
        sink.length
          ? html`<ol class="events">
              ${[...sink].reverse().map(
                ({ name, data }) =>
                  html`<li>
                    <p class="event"><b>${name}</b></p>
                    <p class="quiet"><code>${JSON.stringify(data)}</code></p>
                  </li>`,
              )}
            </ol>`
          : html`<p class="quiet">${say('同意之前，什么也收不到。', 'Nothing comes here before consent.')}</p>`
      }`;
  }
}

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-ledger .stage=${stage}></panel-ledger>`;
