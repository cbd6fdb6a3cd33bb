import type { Clock } from '../../core/ports.ts';
import { detectHost } from './detect.ts';
import type { Answer } from './profile.ts';
import { on } from './web.ts';

/** Milliseconds a host's bridge may take; some come after `load`, some never. */
const PATIENCE = 2000;

type World = { __wxjs_environment?: unknown } & Record<string, unknown>;

/** True when the page has a bridge of this name; an element with such an id shows up as a global too (T13). */
function isThere(name: string): boolean {
  const bridge = (window as unknown as World)[name];
  return !!bridge && /object|function/.test(typeof bridge) && !(bridge instanceof EventTarget);
}

/** Waits for a host's bridge, announced by an event of the document; false when it has not come in time. */
export function whenBridge(name: string, event: string, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    if (isThere(name)) return resolve(true);
    const end = () => {
      off();
      cancel();
      resolve(isThere(name));
    };
    const off = on(document, event, end);
    const cancel = clock.after(PATIENCE, end);
  });
}

/** Does the page stand in a WeChat mini-program? The user agent says so, or else the bridge, if there is one. */
export async function inMiniProgram(clock: Clock): Promise<Answer> {
  const name = () => detectHost(navigator.userAgent, (window as unknown as World).__wxjs_environment);
  if (name() === 'wechat') {
    const came = await whenBridge('WeixinJSBridge', 'WeixinJSBridgeReady', clock);
    if (!came && name() === 'wechat') return 'unknown';
  }
  return name() === 'wechat-webview' ? 'yes' : 'no';
}
