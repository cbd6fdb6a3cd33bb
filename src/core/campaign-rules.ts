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
  /免[费費]|白送|\b0元[領领购購抢搶]|必[得中领領]|[稳穩]拿|保[证證](?!金)|百分[之百]|100\s*%|人人(有份|可得)|最[后後]([机機][会會]|\d+[份张張])|[仅僅只]剩|剩[余餘]\d|倒[计計][时時]|手慢[无無]|立即[抢搶]|\bfree\b|\bno cost|guarantee|everyone wins|sure to (win|get)|last (chance|\d+ (coupon|piece|item))|hurry|only \d+ left/i;
// To say that nothing is promised or asked is no promise and no demand.
const denied =
  /(\b(can)?not? |[并並]非|不(能|含|包括)?|[无無][需须須法])(guarantee|free|免[费費]|保[证證]|存款|[购購][买買]|deposit)/gi;
// What a campaign may not ask along with the claim, whatever it is called (C7).
const bundled = /consent|subscri|openCard|openAccount|preTick|autoRenew|agree/i;
const tied =
  /默[认認](勾|同意|[开開]通)|[预預]先勾|[视視][为為][您你]?同意|自[动動]([开開]通|[订訂]|[续續][费費]|[办辦]卡)|[领領]取即(表示|代表)?[您你]?(同意|[开開]通|[办辦]|[订訂])|pre-?ticked|automatically (enrol|subscrib|open|renew)|claiming,? you (also )?(agree|consent)/i;
// What is asked of a customer for his coupon is no deposit and no investment (C6).
const bought = /存款|存入?\s*\d|[购購][买買](理[财財]|基金|保[险險])|\bdeposit|\binvest/i;
/** Coupons of one claim that an answer can hold. */
const MOST = 60;
const kinds = /^(voucher|cash|discount|exchange|cash_back|instalment_rate)$/;
/** Kinds whose value is a rate in 折. */
export const isRate = (kind: string): boolean => kind === 'discount' || kind === 'instalment_rate';

/** True for a number that somebody can have meant; amounts of up to nine digits. */
const sane = (value: number, least: number, most = 1e9 - 1) => value >= least && value <= most;

/** Ids of the rules that words of the bank break, on a coupon or to one customer; `asks` for words that say what he must do. */
export function wordsBreak(given: string, asks?: boolean): string[] {
  const words = given.normalize('NFKC').replace(denied, '');
  const rules: string[] = wordRules(given).filter((rule) => rule === 'W7');
  // A space between two characters hides nothing.
  if (empty.test(`${words} ${words.replace(/\s/g, '')}`)) rules.push('C4');
  if (tied.test(words)) rules.push('C7');
  if (asks && bought.test(words)) rules.push('C6');
  return rules;
}

/** Judges a campaign by the rules for a coupon claim. */
export function checkCampaign(campaign: ParsedCampaign): CampaignFindings {
  const { coupon, rules, trigger, unknown, issuerName, window } = campaign;
  const { kind, faceValueFen, rate, thresholdFen, count, tiers } = coupon;
  const broken = new Set<string>();
  const must = (holds: unknown, rule: string) => {
    if (!holds) broken.add(rule);
  };

  // No gift for a deposit or for buying a financial product, on anybody's page.
  must(!/deposit|wealth|fund|insur|asset/i.test(trigger), 'C6');
  must(
    campaign.title &&
      coupon.name &&
      kinds.test(kind) &&
      (isRate(kind) ? rate : sane(faceValueFen, 1)) &&
      tiers.every((tier) => tier.name && sane(tier.faceValueFen, faceValueFen)) &&
      sane(thresholdFen, 0) &&
      sane(count, 1, MOST) &&
      issuerName &&
      trigger &&
      (window.from || campaign.startsAt) &&
      (window.until || campaign.endsAt) &&
      campaign.stock &&
      campaign.identity &&
      [
        'scope',
        'who',
        'quota',
        'claimWindow',
        'validity',
        'stacking',
        'refund',
        'contact',
        'organiser',
        'version',
        'digest',
      ].every((name) => rules[name as keyof typeof rules]) &&
      (!/^(cash_back|instalment_rate)$/.test(kind) || rules.smallPrint),
    'C1',
  );
  // The first three say what is asked for the coupon.
  textsOf(campaign).forEach((given, at) => wordsBreak(given, at < 3).forEach((rule) => broken.add(rule)));
  for (const key of unknown) {
    must(!/remain|countdown|left|probab.*sure/i.test(key), 'C4');
    must(!bundled.test(key), 'C7');
  }
  return {
    rules: [...broken],
    reason: broken.has('C6') ? 'wrong_campaign_kind' : broken.size ? 'disclosure_incomplete' : undefined,
  };
}

/** Every text of the bank that a customer would read. */
function textsOf({ title, brand, issuerName, coupon, rules }: Campaign): string[] {
  const { version: _version, digest: _digest, extra, ...lines } = rules;
  const tiers = coupon.tiers.map((tier) => tier.name);
  return [title, coupon.name, rules.who, brand, issuerName, ...tiers, ...extra, ...Object.values(lines)];
}
