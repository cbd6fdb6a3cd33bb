import type { Inlay } from '../inlay.ts';
import { lookOf, withQuery } from '../link.ts';
import type { Verdict } from '../policy.ts';
import type { LaunchResult } from '../ports.ts';
import { resolveTarget } from '../target.ts';

/** Where a customer's tap leads. */
export interface Way {
  /** The thing's own page, on an origin of the bank's (R2). */
  url: string;
  /** What the policy says of the act; absent where there is nothing to ask it. */
  verdict: Verdict | undefined;
  /** What goes along in its address besides. */
  query?: Readonly<Record<string, string | number>>;
  /** Id of the thing, for a mini-program, whose page is not that of `url`. */
  id: string;
  placement: string;
  campaign?: string;
}

/** Leads there; resolves to what came of it, or to `undefined` when the page itself is left. */
export type Guide = (way: Way, leave?: (page: string) => void) => Promise<LaunchResult | undefined>;

/**
 * Makes a button's guide: into the bank's app, mini-program or other account where the policy says so and the host can, with
 * the thing's own address, and to the thing's page in all other cases. A button is never dead: where nothing could be
 * opened the page is left at once, and after an attempt of which nothing was seen the next tap leaves it. Nothing leaves by
 * a timer (R1), and nothing leads to a store (R8).
 */
export function createGuide({ partner, policy, attribution, settings, ports: { host, clock } }: Inlay): Guide {
  let silent = false;
  return async ({ url, verdict, query, id, placement, campaign = '' }, leave = (page) => host.navigate(page)) => {
    const token = attribution.token();
    const look = lookOf(settings.getState());
    const to = (address: string) =>
      leave(withQuery(address, { ...query, pl: placement, pt: partner, cp: campaign, at: token, ...look }));
    const away = !silent && host.launch && verdict && verdict.verdict === 'redirect';
    const place = away && resolveTarget(policy, verdict.target, 'zh-CN', clock.now());
    if (!place || place.kind === 'h5') {
      to(url);
      return undefined;
    }
    const more = place.kind === 'mini-program' ? { ...query, id } : query;
    const own = place.kind === 'account' ? place.url : more ? withQuery(url, more) : url;
    // In the task of the tap.
    const result = await host.launch!({ ...place, url: own }, { placement, campaign, attribution: token }, 'follow');
    silent = result.outcome === 'unknown';
    // In WeChat the page that stands for the app carries the open tag (R7).
    if (result.outcome === 'blocked') to(result.evidence === 'open_tag' ? place.url : url);
    return result;
  };
}
