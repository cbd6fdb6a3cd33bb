import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { said, say, type Said } from '../say.ts';
import type { FileFact } from '../stage/page-facts.ts';
import type { Stage } from '../stage/stage.ts';
import { Asking } from './asking.ts';

const kinds: Record<FileFact['kind'], Said> = {
  sdk: said('SDK', 'SDK'),
  bank: said('银行接口', 'Bank'),
  page: said('页面', 'Page'),
};
const size = (bytes: number) => (bytes ? `${(bytes / 1000).toFixed(1)} kB` : '—');
const ms = (value: number) => `${Math.round(value)} ms`;

/** Sizes and timings of this load, as the browser measured them on this machine. */
@customElement('panel-load')
export class PanelLoad extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  private readonly asking = new Asking(this, 'load', 'began');

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const load = this.asking.answer<{ files: FileFact[]; paint: number }>('load');
    const ready = this.asking.answer<Record<string, number>>('began')?.['inlay-ready'];
    if (!load) return html`<p class="quiet none">…</p>`;
    const { files, paint } = load;
    const end = Math.max(1, ...files.map((file) => file.end));
    const total = files.filter(({ kind }) => kind === 'sdk').reduce((sum, { bytes }) => sum + bytes, 0);
    return html`<dl class="figures">
        <div>
          <dt>${say('SDK 传输量', 'SDK over the line')}</dt>
          <dd class="num" data-sdk=${total}>${size(total)}</dd>
        </div>
        <div>
          <dt>${say('首次绘制', 'First paint')}</dt>
          <dd class="num">${paint ? ms(paint) : '—'}</dd>
        </div>
        <div>
          <dt>${say('第一个组件就绪', 'First widget ready')}</dt>
          <dd class="num">${ready ? ms(ready) : '—'}</dd>
        </div>
      </dl>
      <p class="quiet">
        ${say(
          '沙箱不压缩；发布的大小以 npm run size 的 brotli 为准。条形是各文件在这次加载里的时段。',
          'The sandbox does not compress; what counts is `npm run size` in brotli. The bars are each file’s time in this load.',
        )}
      </p>
      <ol class="files">
        ${files.map(
          ({ name, bytes, start, end: done, kind }) =>
            html`<li>
              <p class="event"><b>${name.split('/').pop() || name}</b><span class="num">${size(bytes)}</span></p>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" data-kind=${kind} aria-hidden="true">
                <rect x=${(start / end) * 100} width=${Math.max(0.8, ((done - start) / end) * 100)} height="4" rx="1" />
              </svg>
              <p class="quiet num">${say(kinds[kind])} · ${ms(start)} → ${ms(done)}</p>
            </li>`,
        )}
      </ol>`;
  }
}

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-load .stage=${stage}></panel-load>`;
