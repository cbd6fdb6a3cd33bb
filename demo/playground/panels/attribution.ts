import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { hrefWith, readRoute } from '../route.ts';
import { findScene } from '../scenes/scenes.ts';
import { said, say, type Said } from '../say.ts';
import type { Inspected } from '../server/attribution.ts';
import type { Stage } from '../stage/stage.ts';
import { Asking } from './asking.ts';

const words: Record<string, Said> = {
  placement: said('位置', 'Placement'),
  campaign: said('活动', 'Campaign'),
  material: said('物料', 'Material'),
  employee: said('员工', 'Employee'),
  organisation: said('机构', 'Organisation'),
  journey: said('旅程', 'Journey'),
};
const refusals: Record<NonNullable<Inspected['refusal']>, Said> = {
  malformed: said('不是归因码', 'It is no token'),
  tampered: said('被改动过：不算数，银行记一笔', 'It was tampered with: it does not count, and the bank notes it'),
  expired: said('已过期', 'It has expired'),
  unknown: said('银行没有发过', 'The bank never gave it out'),
  foreign: said('是别家合作方的', 'It is another partner’s'),
};

/** What the SDK carries, and what the bank alone can read in it. */
@customElement('panel-attribution')
export class PanelAttribution extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  @state() private found?: Inspected;
  private asked = '';
  private readonly asking = new Asking(this, 'attribution', 'policy');

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private get token(): string {
    return this.asking.answer<string>('attribution') ?? '';
  }

  protected override willUpdate(): void {
    const { parts } = readRoute();
    const place = findScene(parts[1], parts[2])?.scene.place;
    const partner = place === 'bank' ? '' : (place ?? this.asking.answer<{ partner: string }>('policy')?.partner);
    if (!partner || this.asked === `${partner} ${this.token}`) return;
    this.asked = `${partner} ${this.token}`;
    const query = new URLSearchParams({ partner, token: this.token });
    void fetch(`/attribution.json?${query}`)
      .then((answer) => answer.json())
      .then((found) => (this.found = found as Inspected));
  }

  protected override render(): TemplateResult {
    const { found, token } = this;
    if (!found)
      return html`<p class="quiet none">${say('银行自己的页面不带归因码。', 'The bank’s own pages carry none.')}</p>`;
    const { claims, refusal, conversions, sample } = found;
    // One letter of the random id, so that the form stays right and the signature wrong.
    const tampered = (sample.startsWith('A') ? 'B' : 'A') + sample.slice(1);
    return html`<p class="verdict" data-attribution=${token ? (refusal ?? 'counts') : 'none'}>
        <b
          >${
            token
              ? refusal
                ? say(refusals[refusal])
                : say('有效', 'It counts')
              : say('这一页没有归因码', 'This page has no token')
          }</b
        >
      </p>
      ${token ? html`<p><code class="token">${token}</code></p>` : nothing}
      <p class="quiet">
        ${say(
          'SDK 只搬运，不读也不改：随事件、领取、登录、跳转和打开 App 一起到银行。员工和机构不写在任何客户看得到的地址里。',
          'The SDK carries it and never reads or edits it: it goes with events, claims, sign-in, hops and app links. No address a customer sees names an employee.',
        )}
      </p>
      ${
        claims
          ? html`<h2>${say('银行读出来的', 'As the bank reads it')}</h2>
              <dl class="pairs">
                ${Object.entries(words).map(
                  ([name, title]) =>
                    html`<div>
                      <dt>${say(title)}</dt>
                      <dd>${claims[name as 'material'] || '—'}</dd>
                    </div>`,
                )}
              </dl>
              <h2>${say('已计入', 'Counted for it')} <span class="num">${conversions.length}</span></h2>
              ${conversions.map(({ kind, subject }) => html`<p><code>${kind} ${subject}</code></p>`)}`
          : nothing
      }
      <p class="tools">
        <a class="tool" href=${hrefWith({ inlay_at: sample })}>${say('带一个归因码打开', 'Open with a token')}</a>
        <a class="tool" href=${hrefWith({ inlay_at: tampered })}
          >${say('改动一位再打开', 'Open with a tampered one')}</a
        >
        ${token ? html`<a class="tool" href=${hrefWith({ inlay_at: '' })}>${say('不带', 'Without')}</a>` : nothing}
      </p>`;
  }
}

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-attribution .stage=${stage}></panel-attribution>`;
