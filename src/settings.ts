import { choices, faultOf } from './core/config.ts';
import type { InlayConfig } from './core/inlay.ts';
import type { TagData } from './page.ts';

/**
 * Reads `init` options from the `data-` attributes of a script tag. A value that cannot be is left out and told to
 * `say`, so that one slip in a tag does not cost the page its widgets.
 */
export function readSettings(data: TagData, say: (line: string) => void): Partial<InlayConfig> {
  const config: Record<string, unknown> = {};
  // Never switched off by another tag.
  if (data.debug !== undefined) config.debug = true;
  for (const key of ['partner', 'gateway', 'account', 'attribution'] as const) if (data[key]) config[key] = data[key];
  for (const key of Object.keys(choices) as (keyof typeof choices)[]) {
    const fault = faultOf(key, data[key]);
    if (!data[key]) continue;
    if (fault) say(`data-${fault}`);
    else config[key] = data[key];
  }
  const { consent, ticket } = data;
  // Absent or empty: the customer has not decided yet. Otherwise what is not named was refused.
  if (consent) {
    const decided: Record<string, string> = { service: 'denied', marketing: 'denied', experience: 'denied' };
    // A word that is no purpose goes along, and is told with all that comes so.
    for (const word of consent.match(/[^\s,]+/g) ?? []) if (word !== 'none') decided[word] = 'granted';
    config.consent = decided;
  }
  // A path of the page's own site, so that no markup can send the request for a ticket elsewhere.
  if (ticket && /^\/(?![/\\])/.test(ticket))
    config.getTicket = (wanted?: { frame: string }) => fetchTicket(ticket, wanted?.frame);
  else if (ticket) say(`data-ticket must be a path of this site, such as /bank-ticket, got "${ticket}"`);
  return config as Partial<InlayConfig>;
}

async function fetchTicket(path: string, frame = ''): Promise<string> {
  const query = frame && `${path.includes('?') ? '&' : '?'}frame=${frame}`;
  const answer = await fetch(location.origin + path + query, { credentials: 'same-origin' });
  // Nobody is signed in at the partner's.
  if (answer.status === 401) return '';
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.text();
}
