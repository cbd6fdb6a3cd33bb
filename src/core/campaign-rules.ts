import type { Campaign, ParsedCampaign } from './campaign.ts';
import type { EmptyReason } from './events.ts';
import { wordRules } from './words.ts';

/** What the rules of `docs/compliance.md` say of one campaign. */
export interface CampaignFindings {
  /** Every rule not met, by id. */
  rules: string[];
  /** Why the coupon may not be shown. */
  reason: EmptyReason | undefined;
}

// Order 32, Art. 5: nothing is free, sure or about to run out where there is a quota; urgency is no reason to claim.
const empty =
  /免[费費]|白送|必得|必中|百分[之百]|100\s*%|人人有份|最[后後]机[会會]|[仅僅]剩|手慢[无無]|立即[抢搶]|\bfree\b|guaranteed|last chance|hurry|only \d+ left/i;
// What a campaign may not ask along with the claim, whatever it is called (C7).
const bundled = /consent|subscri|openCard|openAccount|preTick|autoRenew|agree/i;
const kinds = /^(voucher|cash|discount|exchange|cash_back|instalment_rate)$/;
/** Kinds whose value is a rate in 折. */
export const isRate = (kind: string): boolean => kind === 'discount' || kind === 'instalment_rate';

/** Judges a campaign by the rules for a coupon claim. */
export function checkCampaign(campaign: ParsedCampaign): CampaignFindings {
  const { coupon, rules, trigger, unknown, issuerName, window } = campaign;
  const { kind, faceValueFen, rate, thresholdFen, count } = coupon;
  const broken = new Set<string>();
  const must = (holds: unknown, rule: string) => !!holds || !broken.add(rule);

  // No gift for a deposit or for buying a financial product, on anybody's page.
  const lawful = must(!/deposit|wealth|fund|insur|asset/i.test(trigger), 'C6');
  must(
    campaign.title &&
      coupon.name &&
      kinds.test(kind) &&
      (isRate(kind) ? rate : faceValueFen > 0) &&
      thresholdFen >= 0 &&
      count > 0 &&
      issuerName &&
      (window.from || campaign.startsAt) &&
      (window.until || campaign.endsAt) &&
      campaign.stock &&
      campaign.identity &&
      ['scope', 'who', 'quota', 'claimWindow', 'validity', 'stacking', 'refund', 'contact', 'version', 'digest'].every(
        (name) => rules[name as keyof typeof rules],
      ) &&
      (!/^(cash_back|instalment_rate)$/.test(kind) || rules.smallPrint),
    'C1',
  );
  for (const words of textsOf(campaign)) {
    must(!empty.test(words), 'C4');
    must(!wordRules(words).includes('W7'), 'W7');
  }
  for (const key of unknown) {
    must(!/remain|countdown|left|probab.*sure/i.test(key), 'C4');
    must(!bundled.test(key), 'C7');
  }
  return {
    rules: [...broken],
    reason: !lawful ? 'wrong_campaign_kind' : broken.size ? 'disclosure_incomplete' : undefined,
  };
}

/** Every text of the bank that a customer would read. */
function textsOf({ title, brand, issuerName, coupon, rules }: Campaign): string[] {
  const { version: _version, digest: _digest, extra, ...lines } = rules;
  return [title, brand, issuerName, coupon.name, ...extra, ...Object.values(lines)];
}
