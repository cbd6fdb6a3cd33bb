import type { BridgeHost } from '../bridge/hosts/host.ts';
import { on } from './on.ts';

/** The {@link BridgeHost} of a mini-program. */
export interface AppHost extends BridgeHost {
  /** A page of the mini-program has come back on top: a page of the bank's, or another one, was closed. */
  comeBack(): void;
  destroy(): void;
}

/** Makes the host over `wx`; `open` shows a page of the bank's inside the mini-program. */
export function createHost(open: (url: string) => void): AppHost {
  const arrivals = new Set<(restored: boolean) => void>();
  const kept: Record<string, string> = {};
  const comeBack = () => [...arrivals].forEach((callback) => callback(false));
  const stop = on('AppShow', comeBack);
  return {
    // For the channel policy a mini-program is one place, whether a page of it is drawn natively or in a web-view.
    name: 'wechat-webview',
    navigate: open,
    recall(name) {
      try {
        return kept[name] ?? `${wx.getStorageSync<string>(`inlay:${name}`)}`;
      } catch {
        return '';
      }
    },
    remember(name, word) {
      kept[name] = word;
      try {
        wx.setStorageSync(`inlay:${name}`, word);
      } catch {
        // Full: it lasts as long as the mini-program runs.
      }
    },
    onReturn(callback) {
      arrivals.add(callback);
      return () => arrivals.delete(callback);
    },
    onLeave: (callback) => on('AppHide', callback),
    comeBack,
    destroy() {
      arrivals.clear();
      stop();
    },
  };
}
