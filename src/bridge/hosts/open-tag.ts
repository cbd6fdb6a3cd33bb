import type { LaunchResult, LaunchTarget } from '../../core/ports.ts';
import { on } from './web.ts';
import { openTags } from './wx-config.ts';

/** An open tag for the page's light DOM, and what came of the customer's taps on it. */
export interface OpenTag {
  element: HTMLElement;
  /** Stops listening and takes the tag out of the page. */
  remove(): void;
}

const original = /^gh_[0-9a-f]{6,32}$/;

/**
 * Makes WeChat's own tag for a place; only the customer's own tap on it opens anything (R1, R7). `undefined` where the place
 * has no id at WeChat. It stands in the light DOM: whether it works in a shadow tree, nobody has shown. `address` is the
 * place with what goes along; `tell` hears of each outcome, and of the refusal of all tags of the page.
 *
 * `launch:fail` covers a scene that is not allowed, a missing app and, on iOS, a missing app behind a yes: it is unknown.
 */
export function createOpenTag(
  target: LaunchTarget,
  address: string,
  label: string,
  css: string,
  tell: (result: LaunchResult) => void,
): OpenTag | undefined {
  const element = document.createElement(openTags[target.kind as 'app'] || 'a');
  const query = address.slice(address.indexOf('?') + 1);
  const { app, wechat } = target;
  if (target.kind === 'app' && app?.wechat) {
    element.setAttribute('appid', app.wechat);
    element.setAttribute('extinfo', address);
  } else if (target.kind === 'mini-program' && wechat?.id) {
    element.setAttribute(original.test(wechat.id) ? 'username' : 'appid', wechat.id);
    // A page's path has this suffix here, and nowhere else.
    element.setAttribute('path', `${wechat.path.replace(/(\.html)?$/, '.html')}?${query}`);
  } else return undefined;
  // The tag draws what is in the template in a tree of its own, which no style of the page reaches.
  const template = document.createElement('template');
  const style = document.createElement('style');
  style.textContent = css;
  const button = document.createElement('button');
  button.className = 'open';
  button.textContent = label;
  template.content.append(style, button);
  element.append(template);
  const offs = [
    on(element, 'launch', () => tell({ outcome: 'opened', evidence: 'open_tag' })),
    on(element, 'error', () => tell({ outcome: 'unknown', evidence: 'open_tag_error' })),
    on(document, 'WeixinOpenTagsError', () => tell({ outcome: 'blocked', evidence: 'open_tags_refused' })),
  ];
  return {
    element,
    remove() {
      offs.forEach((off) => off());
      element.remove();
    },
  };
}
