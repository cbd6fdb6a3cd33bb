import { installAlipay } from './alipay.ts';
import { installCtrip } from './ctrip.ts';
import { installMeituan } from './meituan.ts';
import type { HostSettings } from './settings.ts';
import { installUnionpay } from './unionpay.ts';
import { installWechat } from './wechat/install.ts';

/** One call of a page on its host's bridge. */
export interface BridgeCall {
  name: string;
  params: Record<string, unknown>;
}

/** What a bridge's model works with. */
export interface Model {
  calls: BridgeCall[];
  after(milliseconds: number, act: () => void): void;
}

/** The page's window for a bridge that may come late. */
export interface Late {
  window: Window & typeof globalThis;
  system: HostSettings['system'];
  miniProgram: boolean;
  /** Puts globals into the page when the bridge arrives, then announces it. */
  install(globals: Record<string, unknown>, event?: string): void;
  /** Hears of hidden frames that are pointed at such an address; they load nothing. */
  onFrame(pattern: RegExp, act: (url: string) => void): void;
  /** Says something from the shell, where the host has one. */
  say?: (message: unknown) => void;
}

/** What a test reads of a simulated host: `window.simulatedHost`. */
export interface SimulatedHost {
  calls: BridgeCall[];
  /** Addresses the host did not open. */
  blocked: string[];
  /** Addresses given to `window.open`. */
  opened: string[];
}

const bridges = {
  wechat: installWechat,
  alipay: installAlipay,
  unionpay: installUnionpay,
  meituan: installMeituan,
  ctrip: installCtrip,
};

/**
 * Makes a window behave as that of a host's web-view as far as a page can tell: globals, schemes that lead nowhere,
 * `window.open`, storage, enlarged text. Models by docs/hosts.md, no proofs.
 */
export function installHost(
  window: Window & typeof globalThis,
  settings: HostSettings,
): SimulatedHost & { world: Late } {
  const host: SimulatedHost = { calls: [], blocked: [], opened: [] };
  const frames: [RegExp, (url: string) => void][] = [];
  const after: Model['after'] = (milliseconds, act) => void window.setTimeout(act, milliseconds);
  const arrive = (act: () => void) => {
    if (settings.arrives === 'before') act();
    else if (settings.arrives !== 'never') after(settings.arrives, act);
  };
  const world: Late = {
    window,
    system: settings.system,
    miniProgram: !!settings.miniProgram,
    install: (globals, event) =>
      arrive(() => {
        Object.assign(window, globals);
        if (event) window.document.dispatchEvent(new window.Event(event));
      }),
    onFrame: (pattern, act) => void frames.push([pattern, act]),
  };
  if (settings.bridge) bridges[settings.bridge](world, { calls: host.calls, after });
  Object.defineProperty(window, 'simulatedHost', { value: host });

  window.open = (url) => {
    host.opened.push(String(url));
    // Web-views have no tabs: the page itself goes, or nothing happens.
    if (settings.windows === 'same') window.location.href = String(url);
    return null;
  };
  guardSchemes(window, host, frames, new RegExp(settings.blocks));
  if (settings.storage !== 'kept') spoilStorage(window, settings.storage);
  if (settings.scale) enlarge(window, settings.scale);
  return { ...host, world };
}

function guardSchemes(
  window: Window & typeof globalThis,
  host: SimulatedHost,
  frames: [RegExp, (url: string) => void][],
  blocks: RegExp,
): void {
  const { prototype } = window.HTMLIFrameElement ?? {};
  const src = prototype && Object.getOwnPropertyDescriptor(prototype, 'src');
  if (src?.set) {
    Object.defineProperty(prototype, 'src', {
      ...src,
      set(this: HTMLIFrameElement, url: string) {
        const plugin = frames.find(([pattern]) => pattern.test(url));
        if (plugin) plugin[1](url);
        else if (/^https?:|^about:|^\//.test(url)) src.set!.call(this, url);
        else host.blocked.push(url);
      },
    });
  }
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (event) => {
    const { url } = (event as Event & { destination: { url: string } }).destination;
    if (!blocks.test(url)) return;
    host.blocked.push(url);
    event.preventDefault();
  });
}

function spoilStorage(window: Window & typeof globalThis, how: 'none' | 'throws'): void {
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
    Object.defineProperty(window, name, {
      configurable: true,
      get() {
        if (how === 'throws') throw new window.DOMException('denied', 'SecurityError');
        return null;
      },
    });
  }
}

/** iOS WeChat enlarges by this property of the body; Android's kernels enlarge each text, which is closest to it. */
function enlarge(window: Window & typeof globalThis, scale: number): void {
  const { document } = window;
  // As soon as there is a body: before anything of it is painted.
  new window.MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    document.body.style.setProperty('-webkit-text-size-adjust', `${scale * 100}%`);
  }).observe(document, { childList: true, subtree: true });
}
