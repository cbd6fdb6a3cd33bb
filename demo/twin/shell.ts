import { html, nothing, render, type TemplateResult } from 'lit';
import { say } from '../playground/say.ts';

/** What is drawn around the pages. */
export interface Shell {
  title: string;
  /** The page on top is not the only one. */
  deep: boolean;
  /** The bank's page in the web-view on top, without what only WeChat may see of its address. */
  web: string;
  /** Another mini-program that is about to be opened. */
  leaves: { appId: string; path: string; answer(goes: boolean): void } | undefined;
  back(): void;
}

/** A page of the bank's refuses to stand in a frame: what WeChat would show in its web-view opens in a window of its own. */
const web = (url: string): TemplateResult =>
  html`<section class="web">
    <i class="seal" aria-hidden="true"></i>
    <h2>${say('银行自己的页面在这里打开', 'The bank’s own page opens here')}</h2>
    <p>
      ${say(
        '小程序用 web-view 打开它，确认、密码和余额都在银行的页面上。银行的页面不进任何框，所以这里只指路。',
        'The mini-program opens it in a web-view: to confirm, to sign in and to see a balance is the bank’s alone. Its pages stand in no frame, so the way is shown in place of the page.',
      )}
    </p>
    <code>${url}</code>
    <a href=${url} target="_blank" rel="noopener">${say('在新窗口继续', 'Go on in a window')} ↗</a>
    <p class="quiet">
      ${say('办完后点左上角返回，组件会向银行问结果。', 'Then come back by the arrow above: the widget asks the bank what came of it.')}
    </p>
  </section>`;

const question = ({ appId, path, answer }: NonNullable<Shell['leaves']>): TemplateResult =>
  html`<div class="ask" role="alertdialog" aria-modal="true" aria-labelledby="ask">
    <div>
      <h2 id="ask">${say('即将打开另一个小程序', 'Another mini-program is about to open')}</h2>
      <code>${appId} ${path}</code>
      <p class="answers">
        <button type="button" @click=${() => answer(false)}>${say('取消', 'Cancel')}</button>
        <button type="button" class="yes" @click=${() => answer(true)}>${say('允许', 'Allow')}</button>
      </p>
    </div>
  </div>`;

/** Draws WeChat's bar above the pages, and what lies over them. */
export function drawShell(shell: Shell): void {
  const { title, deep, web: url, leaves, back } = shell;
  render(
    html`${
        deep
          ? html`<button type="button" class="back" aria-label=${say('返回', 'Back')} @click=${back}></button>`
          : nothing
      }
      <h1>${title}</h1>
      <i class="capsule" aria-hidden="true"></i>`,
    document.querySelector<HTMLElement>('header')!,
  );
  render(
    html`${url ? web(url) : nothing}${leaves ? question(leaves) : nothing}`,
    document.querySelector<HTMLElement>('aside')!,
  );
}
