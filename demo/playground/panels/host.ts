import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SimulatedHost } from '../../hosts/install.ts';
import { hostId, type HostSettings, simulatedHosts } from '../../hosts/settings.ts';
import { systemOf } from '../../../src/bridge/hosts/system.ts';
import type { HostName } from '../../../src/core/ports.ts';
import { type Fact, factsOf } from '../hosts/facts.ts';
import { assumed, mark } from '../hosts/section.ts';
import { hostTitle } from '../hosts/title.ts';
import { readRoute } from '../route.ts';
import { said, say, type Said } from '../say.ts';
import type { Stage } from '../stage/stage.ts';
import { Asking } from './asking.ts';

interface Told {
  name: HostName;
  agent: string;
  touches: number;
  simulated?: SimulatedHost;
}

const outcomes: Record<string, Said> = {
  opened: said('已打开', 'opened'),
  cancelled: said('客户没有打开', 'cancelled'),
  not_installed_likely: said('可能没有安装', 'probably not installed'),
  blocked: said('这里打不开', 'blocked'),
  unknown: said('不知道，也不猜', 'unknown, and no guess'),
};

/** The host around the page: what it allows, what was asked of it, and what came of opening the app. */
@customElement('panel-host')
export class PanelHost extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  private readonly asking = new Asking(this, 'host');

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const told = this.asking.answer<Told>('host');
    if (!told?.name) return html`<p class="quiet none">…</p>`;
    const id = readRoute().query.get('host');
    const settings = simulatedHosts.find((one) => hostId(one) === id);
    const host = settings ?? plain(told);
    return html`<p class="verdict" data-host=${told.name}>
        <b>${settings ? hostTitle(settings) : say('本浏览器', 'This browser')}</b> <code>${told.name}</code>
      </p>
      ${settings ? assumed(settings) : nothing}
      <p class="quiet"><code>${told.agent}</code></p>
      <h2>${say('打开App的结果与证据', 'Launch results with their evidence')}</h2>
      ${this.drawLaunches()}
      <h2>${say('允许与不允许', 'Allowed and forbidden')}</h2>
      <ul class="checks">
        ${(settings ? factsOf(host) : factsOf(host).slice(0, 5)).map((fact: Fact) => html`<li>${mark(fact.mark)} <b>${say(fact.title)}</b> ${say(fact.words)}</li>`)}
      </ul>
      ${told.simulated ? this.drawAsked(told.simulated) : nothing}`;
  }

  private drawLaunches(): TemplateResult {
    const launches = this.stage?.heard.filter(({ name }) => name === 'inlay-app-result') ?? [];
    if (!launches.length)
      return html`<p class="quiet">${say('点一点横幅上的“打开”。', 'Tap “open” on the banner.')}</p>`;
    return html`<ol class="events">
      ${[...launches].reverse().map(({ detail }) => {
        const outcome = String(detail.outcome);
        return html`<li data-outcome=${outcome}>
          <p class="event">
            <b>${say(outcomes[outcome] ?? said(outcome, outcome))}</b><span>${String(detail.target)}</span>
          </p>
          <p class="quiet"><code>${outcome} · ${String(detail.evidence)}</code></p>
        </li>`;
      })}
    </ol>`;
  }

  private drawAsked({ calls, blocked, opened }: SimulatedHost): TemplateResult {
    const lists: [Said, string[]][] = [
      [said('桥接被调用', 'Bridge called'), calls.map(({ name }) => name)],
      [said('被拦下的地址', 'Addresses blocked'), blocked],
      [said('window.open', 'window.open'), opened],
    ];
    return html`<h2>${say('页面向宿主要了什么', 'What the page asked of the host')}</h2>
      <dl class="pairs">
        ${lists.map(
          ([title, items]) =>
            html`<div>
              <dt>${say(title)}</dt>
              <dd>${items.length ? items.join(' · ') : '—'}</dd>
            </div>`,
        )}
      </dl>`;
  }
}

/** The browser the playground itself is in, as far as its profile goes. */
const plain = ({ name, agent, touches }: Told): HostSettings => ({
  name,
  label: '',
  agent,
  system: systemOf(agent, touches),
  arrives: 'never',
  blocks: '^$',
  windows: 'same',
  storage: 'kept',
});

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-host .stage=${stage}></panel-host>`;
