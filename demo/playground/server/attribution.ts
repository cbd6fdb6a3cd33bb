import {
  mintAttribution,
  readAttribution,
  type AttributionClaims,
  type Refusal,
} from '../../bank/attribution/token.ts';
import type { Bank } from '../../bank/context.ts';
import type { PartnerId } from '../../ports.ts';

const month = 30 * 86_400_000;

/** What the bank makes of a token, and what it has counted for it. */
export interface Inspected {
  /** A token to try, of this partner's own. */
  sample: string;
  /** Whose work the token given stands for, or why it counts for nobody; absent when none was given. */
  claims?: AttributionClaims | undefined;
  refusal?: Refusal | undefined;
  conversions: { kind: string; subject: string }[];
}

/** The bank's side of the attribution inspector: its operations would know this, no page does. */
export function createAttributionDesk(bank: Bank) {
  const samples = new Map<PartnerId, Promise<string>>();

  async function mint(partner: PartnerId): Promise<string> {
    const claims = {
      partner,
      placement: 'poster',
      campaign: 'autumn',
      material: 'poster-0712',
      employee: 'e-1024',
      organisation: 'qinghe/hangzhou/xihu',
      inviter: '',
      journey: 'j-playground',
    };
    return (await mintAttribution(bank, claims, bank.clock.now() + month)).token;
  }

  return async (partner: PartnerId, token: string): Promise<Inspected> => {
    const minted = samples.get(partner) ?? mint(partner);
    samples.set(partner, minted);
    const sample = await minted;
    if (!token) return { sample, conversions: [] };
    const read = await readAttribution(bank, token, partner);
    if (typeof read === 'string') return { sample, refusal: read, conversions: [] };
    const rows = bank.db.selectFrom('conversion').select(['kind', 'subject']).where('token_id', '=', read.id);
    return { sample, claims: read.claims, conversions: await rows.orderBy('at').limit(50).execute() };
  };
}
