import type { Clock } from '../core/ports.ts';
import { text, type Grant } from './exchange.ts';
import type { BridgeHttp } from './http.ts';

/** Makes what asks who the bank's own cookie says it is: on the bank's origin, where the cookie is the session. */
export function createVisit(partner: string, http: BridgeHttp, clock: Clock): () => Promise<Grant> {
  return async () => {
    const answer = await http.request<Record<string, unknown>>({ path: `/v1/session?partner=${partner}` });
    const bank = answer.level === 'bank';
    const life = Date.parse(text(answer.expiresAt)) - clock.now() || 0;
    return { token: '', level: bank ? 'bank' : 'anonymous', surface: 'bank', user: text(answer.session), life };
  };
}
