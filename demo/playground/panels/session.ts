import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SessionState } from '../../../src/core/ports.ts';
import { said, say, type Said } from '../say.ts';
import type { Stage } from '../stage/stage.ts';
import { Asking } from './asking.ts';

/** What each level may do, and what it takes to get there (architecture, section 4). */
const levels: Record<SessionState['level'], { title: Said; scope: string; may: Said }> = {
  anonymous: {
    title: said('匿名', 'Anonymous'),
    scope: 'public',
    may: said('看产品、看活动；领取前先登录', 'Sees products and campaigns; signs in before a claim'),
  },
  partner: {
    title: said('合作方担保', 'Vouched for by the partner'),
    scope: 'partner',
    may: said(
      '领合作方自己的券、询价；其余去银行',
      'Claims the partner’s coupons, asks for quotes; all else is at the bank',
    ),
  },
  bank: {
    title: said('银行已核实', 'Proved to the bank'),
    scope: 'bank',
    may: said('只在银行自己的域名上存在', 'Exists on the bank’s own origin alone'),
  },
};

/** The session's public face; there is no way to its token, and none is shown. */
@customElement('panel-session')
export class PanelSession extends LitElement {
  @property({ attribute: false }) stage?: Stage;
  private readonly asking = new Asking(this, 'session', 'policy');

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const session = this.asking.answer<SessionState>('session');
    const now = this.asking.answer<{ now: number }>('policy')?.now ?? 0;
    if (!session) return html`<p class="quiet none">${say('页面还没有 Inlay。', 'The page has no Inlay yet.')}</p>`;
    const { status, level, surface, user, expiresAt } = session;
    const { title, scope, may } = levels[level];
    const left = Math.max(0, Math.round((expiresAt - now) / 1000));
    const rows: [Said, string][] = [
      [said('状态', 'Status'), status],
      [said('级别', 'Level'), level],
      [said('范围', 'Scope'), scope],
      [said('域', 'Surface'), surface],
      [said('用户（不透明）', 'User (opaque)'), user || '—'],
      [
        said('到期', 'Expires'),
        expiresAt ? say(`${left} 秒后，届时自动换新票`, `in ${left} s; renewed by itself before`) : '—',
      ],
      [
        said('令牌', 'Token'),
        say('任何页面脚本都读不到，这里也没有', 'No script of the page can read it, and neither can this'),
      ],
    ];
    return html`<p class="verdict" data-level=${level} data-status=${status}><b>${say(title)}</b></p>
      <p class="quiet">${say(may)}</p>
      <dl class="pairs">
        ${rows.map(
          ([name, value]) =>
            html`<div>
              <dt>${say(name)}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>`;
  }
}

/** Draws the panel. */
export const draw = (stage: Stage): TemplateResult => html`<panel-session .stage=${stage}></panel-session>`;
