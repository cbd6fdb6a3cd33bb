import { html, nothing, type TemplateResult } from 'lit';
import { say } from '../say.ts';

/** The sheet over a phone whose page left for another place: customers go there at top level, a frame cannot. */
export function leaving(url: string, close: () => void): TemplateResult | typeof nothing {
  if (!url) return nothing;
  const to = URL.canParse(url) ? new URL(url) : undefined;
  const web = to && /^https?:$/.test(to.protocol);
  return html`<div class="leaving" role="status">
    <p><b>${say('页面在这里离开', 'The page leaves here')}</b></p>
    <p class="quiet">
      ${say('客户会整页前往，手机框里不能继续：', 'A customer goes there at top level; it cannot go on in this frame:')}
    </p>
    <code>${url}</code>
    <p class="tools">
      ${web ? html`<a class="tool" href=${url} target="_blank" rel="noopener">${say('在新窗口继续', 'Go on in a window')} ↗</a>` : nothing}
      <button type="button" class="tool" @click=${close}>${say('关闭', 'Close')}</button>
    </p>
  </div>`;
}
