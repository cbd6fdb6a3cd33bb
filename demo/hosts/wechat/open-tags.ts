import type { WeixinClient } from './bridge.ts';

/** The client's side of the open tags. */
export interface OpenTagOptions {
  client: Pick<WeixinClient, 'granted' | 'address'>;
  /** Domains bound to the account, each exactly. */
  domains: readonly string[];
  /** Was the page opened from a menu, a shared card, favourites or a scan? From a bare link in a chat the app does not open. */
  scene: 'menu' | 'card' | 'scan' | 'link';
  /** Ids at the open platform of apps on this phone that are linked to the account. */
  apps: readonly string[];
  /** Which taps count: true ones, in a browser. */
  trusts(event: Event): boolean;
}

const names = ['wx-open-launch-app', 'wx-open-launch-weapp'] as const;

/**
 * Defines models of WeChat's open tags in a page. A model of the documented rules, no proof: whether the client grants a
 * tag and draws it, only a device shows.
 */
export function installOpenTags(world: Window & typeof globalThis, options: OpenTagOptions): { taps: string[] } {
  const { document: page, console } = world;
  const taps: string[] = [];

  /** Why a tag may not open anything; empty when it may. */
  function refusal(tag: HTMLElement): string {
    const { client, domains, scene, apps } = options;
    const name = tag.localName;
    const granted = client.granted();
    if (world.top !== world.self) return 'in a frame';
    if (!domains.includes(world.location.hostname)) return 'domain not bound';
    if (granted?.url !== client.address() || !granted.tags.includes(name)) return 'permission denied';
    const { width, height } = tag.getBoundingClientRect();
    if (!width || !height) return 'no size';
    if (name === names[1]) return tag.getAttribute('username') || tag.getAttribute('appid') ? '' : 'no mini-program';
    if (scene === 'link') return 'scene not supported';
    return apps.includes(tag.getAttribute('appid') ?? '') ? '' : 'not installed';
  }

  class OpenTag extends world.HTMLElement {
    connectedCallback(): void {
      // The parser makes the tag before its slot.
      world.setTimeout(() => this.draw(), 0);
    }

    private draw(): void {
      if (this.shadowRoot || !this.isConnected) return;
      const slot = this.querySelector('template, script[type="text/wxtag-template"]');
      const root = this.attachShadow({ mode: 'open' });
      if (!slot) {
        console.error(
          `[WXTAG] [JSCORE] The slot <template> or <script type="text/wxtag-template"> of <${this.localName}> is missing`,
        );
        return;
      }
      const drawn = page.createElement('template');
      if (slot.localName === 'template') drawn.content.append((slot as HTMLTemplateElement).content.cloneNode(true));
      else drawn.innerHTML = slot.textContent ?? '';
      root.append(drawn.content);
      root.addEventListener('click', (event) => this.tap(event));
      this.dispatchEvent(new world.CustomEvent('ready', { detail: {} }));
    }

    private tap(event: Event): void {
      if (!options.trusts(event)) return;
      const why = refusal(this);
      taps.push(`${this.localName} ${why || 'opened'}`);
      const { localName } = this;
      const detail = { errMsg: why ? 'launch:fail' : 'launch:ok' };
      if (why === 'permission denied' || why === 'domain not bound') {
        page.dispatchEvent(new world.CustomEvent('WeixinOpenTagsError', { detail: { errMsg: why, tag: localName } }));
        detail.errMsg = 'launch:fail_check fail';
      }
      this.dispatchEvent(new world.CustomEvent(why ? 'error' : 'launch', { detail }));
    }
  }

  for (const name of names) world.customElements.define(name, class extends OpenTag {});
  return { taps };
}
