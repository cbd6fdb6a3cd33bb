import { installWeixin, type Verification, type WeixinClient, type WeixinOptions } from './bridge.ts';
import { installOpenTags, type OpenTagOptions } from './open-tags.ts';

/** A WeChat client for pages in a browser, in so far as it can be written down. */
export interface ClientSettings
  extends Omit<WeixinOptions, 'verify' | 'miniProgram'>, Pick<OpenTagOptions, 'domains' | 'scene' | 'apps'> {
  /** Where the model of WeChat's servers checks a page's config. */
  verifier: string;
}

/** Puts a WeChat client around a page: its bridge, its open tags, and its way to WeChat's servers. */
export function installClient(
  world: Window & typeof globalThis,
  settings: ClientSettings,
): WeixinClient & { taps: string[] } {
  // Taken before the page can change it.
  const { fetch } = world;
  const verify = async (request: Verification) => {
    const answer = await fetch(settings.verifier, { method: 'POST', body: JSON.stringify(request) });
    return answer.text();
  };
  const client = installWeixin(world, { ...settings, verify });
  const tags = installOpenTags(world, { ...settings, client, trusts: (event) => event.isTrusted });
  const all = { ...client, ...tags };
  Object.defineProperty(world, 'weixinClient', { value: all });
  return all;
}
