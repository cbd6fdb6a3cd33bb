import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { said, say, type Said } from '../say.ts';
import type { Stage } from '../stage/stage.ts';
import { Asking } from './asking.ts';

const meanings: Record<string, Said> = {
  'default-src': said('没有单独写明的，一律不许', 'Whatever is not named is forbidden'),
  'script-src': said('脚本从这些地方来', 'Scripts come from here'),
  'style-src': said('样式表从这些地方来，没有内联样式', 'Style sheets come from here, none is inline'),
  'connect-src': said('请求只发往这些地方', 'Requests go here alone'),
  'img-src': said('图片', 'Images'),
  'frame-src': said('可以内嵌的页面：银行的领取框', 'Pages that may be framed: the bank’s claim frame'),
  'base-uri': said('不许改写相对地址', 'Relative addresses cannot be turned'),
  'form-action': said('表单只交给自己', 'Forms go to the site itself'),
  'frame-ancestors': said('谁可以把这一页放进框里', 'Who may frame this page'),
  'require-trusted-types-for': said('不许把文字当成标记写进页面', 'No text is written into the page as markup'),
};

/** The page's Content-Security-Policy as its server sent it, and what went against it. */
@customElement('panel-csp')
export class PanelCsp extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  private readonly asking = new Asking(this, 'violations');
  private policy?: { of: string; text: string };

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const { stage } = this;
    if (!stage || this.policy?.of === stage.src) return;
    this.policy = { of: stage.src, text: '' };
    void stage.ask<string>('csp').then((text) => {
      this.policy = { of: stage.src, text };
      this.requestUpdate();
    });
  }

  protected override render(): TemplateResult {
    const violations = this.asking.answer<string[]>('violations') ?? [];
    const directives = (this.policy?.text ?? '').split(';').map((one) => one.trim().split(/\s+/));
    return html`<p class="verdict" data-violations=${violations.length}>
        <b
          >${violations.length ? say(`${violations.length} 次违反`, `${violations.length} violations`) : say('没有违反', 'No violation')}</b
        >
      </p>
      ${violations.map((one) => html`<p class="todo"><code>${one}</code></p>`)}
      <dl class="directives">
        ${directives.map(([name, ...sources]) =>
          name
            ? html`<div>
                <dt><code>${name}</code></dt>
                <dd>
                  <code>${sources.join(' ')}</code>
                  ${meanings[name] ? html`<p class="quiet">${say(meanings[name])}</p>` : nothing}
                </dd>
              </div>`
            : nothing,
        )}
      </dl>
      <p class="quiet">
        ${say(
          '演练场为自己的耳朵多放行了 /playground/ 下的脚本和自己的框；不带 watch 打开时没有这两处。',
          'For its own ear the playground lets in scripts under /playground/ and its frame; opened without it, the page has neither.',
        )}
      </p>`;
  }
}

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-csp .stage=${stage}></panel-csp>`;
