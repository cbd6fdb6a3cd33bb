import { installHost } from './install.ts';
import type { HostSettings } from './settings.ts';

/** Makes a page on a desk behave as in a host's web-view: what it says of itself, then everything of `installHost`. */
export function stepInto(window: Window & typeof globalThis, settings: HostSettings): void {
  const own = { userAgent: settings.agent, maxTouchPoints: settings.system === 'desktop' ? 0 : 5 };
  for (const [name, value] of Object.entries(own)) {
    Object.defineProperty(window.navigator, name, { configurable: true, get: () => value });
  }
  installHost(window, settings);
}
