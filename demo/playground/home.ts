import { html, type TemplateResult } from 'lit';
import { specimens } from './gallery/states.ts';
import { hrefOf } from './route.ts';
import { say } from './say.ts';

/** The first page: what this is, in a minute. */
export function draw(): TemplateResult {
  return html`<section class="page home">
    <h1>${say('把银行的服务，嵌进别人的页面。', 'A bank’s services, set into other people’s pages.')}</h1>
    <p class="lead">
      ${say(
        '四个组件、一个会话、一个埋点，背后是一家真的在跑的沙箱银行。这里的每个状态都有网址。',
        'Four widgets, one session, one tracker, and behind them a sandbox bank that really runs. Every state here has an address.',
      )}
    </p>
    <ul class="cards">
      ${specimens.map(
        ({ name, title, about, states }) =>
          html`<li>
            <a href=${hrefOf(`/gallery/${name}`)}><b>${say(title)}</b></a>
            <p>${say(about)}</p>
            <p class="quiet num">${say(`${states.length} 个状态`, `${states.length} states`)}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}
