import { html, nothing, type TemplateResult } from 'lit';
import { hostId, simulatedHosts, type HostSettings } from '../../hosts/settings.ts';
import { hrefOf, type Route } from '../route.ts';
import { said, say } from '../say.ts';
import { type Fact, factsOf } from './facts.ts';
import { hostTitle } from './title.ts';

const marks: Record<Fact['mark'], { sign: string; words: ReturnType<typeof said> }> = {
  yes: { sign: '✓', words: said('允许', 'allowed') },
  no: { sign: '✕', words: said('不允许', 'forbidden') },
  partly: { sign: '→', words: said('绕一步', 'by a detour') },
  unknown: { sign: '?', words: said('未证实', 'not shown yet') },
};

/** The mark of a fact, which a screen reader hears as a word. */
export const mark = (one: Fact['mark']): TemplateResult =>
  html`<i class="mark ${one}" role="img" aria-label=${say(marks[one].words)}>${marks[one].sign}</i>`;

/** The mark of what stands on samples alone. */
export const assumed = (host: HostSettings): TemplateResult | typeof nothing =>
  host.assumed
    ? html`<p class="assumed">${say('推测，待合作方确认', 'Assumed until the partner confirms')}</p>`
    : nothing;

/** Draws the table of the hosts: what each allows and forbids, and a way into each. */
export function draw(_route: Route): TemplateResult {
  const titles = factsOf(simulatedHosts[0]!).map(({ title }) => title);
  return html`<section class="page wide">
    <h1>${say('同一个标签，在每个宿主里', 'The same tag in every host')}</h1>
    <p class="lead">
      ${say(
        '每一行是一个模拟器：它像那个 App 的浏览器一样说话、拦截、延迟。表里的事实来自 SDK 自己的宿主档案；没有人在真机上证实过的，写“未证实”。',
        'Each row is a simulator that speaks, blocks and delays as that app’s browser does. The facts are the SDK’s own profiles; what nobody has shown on a device says so.',
      )}
    </p>
    <p class="legend">
      ${(['yes', 'partly', 'no', 'unknown'] as const).map((one) => html`<span>${mark(one)} ${say(marks[one].words)}</span>`)}
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label=${say('宿主对照表', 'Table of the hosts')}>
      <table class="hosts">
        <thead>
          <tr>
            <th scope="col">${say('宿主', 'Host')}</th>
            ${titles.map((title) => html`<th scope="col">${say(title)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${simulatedHosts.map(
            (host) =>
              html`<tr id=${hostId(host)}>
                <th scope="row">
                  <a
                    href=${hrefOf('/scenes/food/order', [
                      ['host', hostId(host)],
                      ['panel', 'host'],
                    ])}
                    >${hostTitle(host)}</a
                  >
                  ${assumed(host)}
                </th>
                ${factsOf(host).map(
                  ({ title, mark: sign, words }) =>
                    html`<td>${mark(sign)} <span class="topic">${say(title)}</span> ${say(words)}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
