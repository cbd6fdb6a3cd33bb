import type { Late, Model } from '../install.ts';
import { installWeixin, type Verification } from './bridge.ts';
import { createShell } from './mini-program.ts';

/** Pages of the mini-program around the demo's web-view. */
const pages = ['pages/index/index', 'pages/order/index'];

/**
 * The model of WeChat's bridge in the demo's own pages. Only the bank's are bound to an account: the sandbox has its model
 * of WeChat's servers there, and everywhere else a config is refused.
 */
export function installWechat({ window, system, miniProgram }: Late, { calls }: Model): void {
  const { fetch } = window;
  const verify = async (request: Verification) => {
    const answer = await fetch('/wechat-platform/client/verify', { method: 'POST', body: JSON.stringify(request) });
    return answer.ok ? answer.text() : 'invalid url domain';
  };
  const shell = miniProgram ? { miniProgram: createShell(pages) } : {};
  installWeixin(window, { system, arrives: 300, verify, calls, ...shell });
}
