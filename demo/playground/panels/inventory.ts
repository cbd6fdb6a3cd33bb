import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import inventory from '../../../docs/data-inventory.json' with { type: 'json' };
import { say } from '../say.ts';
import type { Tracked } from '../stage/answers.ts';
import type { Stage } from '../stage/stage.ts';
import { Asking } from './asking.ts';

const events = [...new Set(inventory.events.map(({ event }) => event))];

/** The data inventory that a partner must publish, with what this page has really sent marked in it. */
@customElement('panel-inventory')
export class PanelInventory extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  private readonly asking = new Asking(this, 'sink');

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const sent = this.asking.answer<Tracked[]>('sink') ?? [];
    return html`<p class="quiet">
        ${say(
          `由源码中的事件表生成，共 ${events.length} 种事件；标亮的是这一页真的发过的。收件方：银行网关。`,
          `Made of the table in the source: ${events.length} events; those this page has really sent are marked. Recipient: the bank’s gateway.`,
        )}
      </p>
      ${events.map((name) => this.drawEvent(name, sent.filter((one) => one.name === name).length))}`;
  }

  private drawEvent(name: string, times: number): TemplateResult {
    const fields = inventory.events.filter(({ event }) => event === name);
    const { why, months, purpose } = fields[0]!;
    return html`<details class=${times ? 'sent' : ''} data-event=${name}>
      <summary>
        <b>${name}</b>
        <span class="num">${times ? say(`${times} 次`, `${times} times`) : say('没有发过', 'not sent')}</span>
      </summary>
      <p class="quiet">
        ${say(why.zh, why.en)} · ${say(inventory.purposes[purpose as 'service'].zh, purpose)} ·
        ${say(`保存 ${months} 个月`, `kept for ${months} months`)}
      </p>
      <dl class="pairs">
        ${fields.map(
          (field) =>
            html`<div>
              <dt>${field.field}</dt>
              <dd>${say(field.use.zh, field.use.en)} · ${field.class}</dd>
            </div>`,
        )}
      </dl>
    </details>`;
  }
}

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-inventory .stage=${stage}></panel-inventory>`;
