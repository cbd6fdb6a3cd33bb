import type { HostName } from '../../core/ports.ts';
import { detectHost } from './detect.ts';
import type { BridgeHost } from './host.ts';

/** The host of a page in a browser. */
export type WebHost = BridgeHost;

// From the prototype: a form on the page with an input of that name would hide the document's own method.
const { addEventListener, removeEventListener } = globalThis.EventTarget.prototype;

/** Listens; the returned function stops. */
export function on(target: EventTarget, type: string, listener: (event: Event) => void): () => void {
  try {
    addEventListener.call(target, type, listener);
    return () => removeEventListener.call(target, type, listener);
  } catch {
    // A shell for micro-frontends hands out proxies of window and document, which no native takes.
    target.addEventListener(type, listener);
    return () => target.removeEventListener(type, listener);
  }
}

/** Makes the host for a page in a browser or in an app's web-view; a name that is stated beats what the page looks like. */
export function createWebHost(stated?: HostName): WebHost {
  const kept = { __proto__: null } as unknown as Record<string, string>;
  return {
    get name() {
      // Asked anew each time: old clients say late that a page stands in a mini-program.
      const { __wxjs_environment } = window as { __wxjs_environment?: unknown };
      return stated || detectHost(navigator.userAgent, __wxjs_environment);
    },
    navigate(url) {
      try {
        // The bank's pages refuse to stand in a frame.
        (window.top ?? window).location.href = url;
      } catch {
        window.location.href = url;
      }
    },
    // Not IndexedDB: a banner must know before its first paint that it was closed, or it would show up and vanish.
    recall(name) {
      try {
        return localStorage.getItem(`inlay:${name}`) || kept[name] || '';
      } catch {
        return kept[name] || '';
      }
    },
    remember(name, word) {
      kept[name] = word;
      try {
        localStorage.setItem(`inlay:${name}`, word);
      } catch {
        // Denied or full: it lasts as long as the page.
      }
    },
    onReturn(callback) {
      const offs = [
        on(window, 'focus', () => callback(false)),
        on(window, 'online', () => callback(false)),
        on(window, 'pageshow', (event) => callback((event as PageTransitionEvent).persisted)),
        on(document, 'visibilitychange', () => document.visibilityState !== 'hidden' && callback(false)),
      ];
      return () => offs.forEach((off) => off());
    },
    onLeave: (callback) => on(window, 'pagehide', callback),
  };
}
