import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { codeFile } from './code-file.ts';
import { stageOf } from './gallery/address.ts';
import { findState, specimens } from './gallery/states.ts';
import { hrefOf } from './route.ts';
import { said, say } from './say.ts';
import { copyOut } from './snippets.ts';
import './stage/stage.ts';
import { whereabouts, type Where } from './where.ts';

/** Five minutes, one stop each. */
const stops = [
  {
    path: '/gallery',
    title: said('看每个状态', 'See every state'),
    about: said(
      '加载、成功、被拒、领完、超时，每个都能摸。',
      'Loading, done, refused, gone, timed out: each can be touched.',
    ),
  },
  {
    path: '/scenes',
    title: said('放进别人的页面', 'Set it into a page'),
    about: said(
      '酒店、外卖、公众号文章，各有自己的域名和后台。',
      'A hotel, a meal, an article, each with its own origin and backend.',
    ),
  },
  {
    path: '/hosts',
    title: said('换一个宿主', 'Change the host'),
    about: said(
      '微信、支付宝、美团：能做什么、结果凭什么这么说。',
      'WeChat, Alipay, Meituan: what works, and the evidence for what is said.',
    ),
  },
  {
    path: '/clock',
    title: said('拨银行的钟', 'Turn the bank’s clock'),
    about: said('政策到零点自己翻，券到日子自己生效。', 'A policy turns at midnight, a coupon on its day.'),
  },
  {
    path: '/failures',
    title: said('弄坏它', 'Break it'),
    about: said('断网、超时、残缺数据：它不说假话。', 'Offline, late, malformed: it says nothing untrue.'),
  },
];

function drawCode(where: Where): TemplateResult {
  const { specimen, state } = findState('wealth-card')!;
  const [script] = copyOut(
    { partner: 'lvtu', gateway: where.bank, sdk: `${where.bank}/inlay`, ticket: '/bank-ticket' },
    {
      name: specimen.name,
      attributes: state.attributes,
      link: { href: where.bank + specimen.wayOut.path, words: specimen.wayOut.words },
    },
  );
  return codeFile(script!.files[0]!);
}

/** The first page: what this is, in a minute. */
export function draw(): TemplateResult {
  const { specimen, state } = findState('wealth-card')!;
  return html`<div class="home">
    <section class="hero">
      <h1>${say('把银行的服务，嵌进别人的页面。', 'A bank’s services, set into other people’s pages.')}</h1>
      <p class="lead">
        ${say(
          '四个组件、一个会话、一个埋点，背后是一家真的在跑的沙箱银行。这里每个状态都有网址，每行代码都能抄走。',
          'Four widgets, one session, one tracker, and behind them a sandbox bank that really runs. Every state here has an address, every line of code can be taken along.',
        )}
      </p>
      <ol class="stops">
        ${stops.map(
          ({ path, title, about }, index) =>
            html`<li>
              <i class="num" aria-hidden="true">${index + 1}</i>
              <a href=${hrefOf(path)}>${say(title)}</a>
              <p>${say(about)}</p>
            </li>`,
        )}
      </ol>
      <h2>${say('一个标签就够', 'One tag will do')}</h2>
      ${until(whereabouts().then(drawCode), nothing)}
    </section>
    <section class="shown" aria-label=${say('一张真的卡', 'A card at work')}>
      <play-stage .src=${stageOf(specimen, state, new URLSearchParams())} label=${say(specimen.title)}></play-stage>
    </section>
    <section class="all">
      <h2>${say('全部组件', 'All widgets')}</h2>
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
    </section>
  </div>`;
}
