import { isRate } from '../campaign-rules.ts';
import type { ParsedCampaign } from '../campaign.ts';
import { formatFen, yuanText } from '../money.ts';
import { t, type Locale, type TextKey } from '../text.ts';
import type { CouponView } from './coupon-state.ts';
import type { Fact } from './wealth-state.ts';

/** A rate in 折 as the language has it: 8.8 折 is 12 % off. */
export function rateText(rate: string, locale: Locale): string {
  // In hundredths of a 折, so that no floating point is seen.
  return locale === 'en' ? `${(1000 - Math.round(+rate * 100)) / 10}` : rate;
}

/** What everybody sees of a coupon, before the bank has said anything of this customer. */
export function presentBasics(campaign: ParsedCampaign, locale: Locale, elder: boolean): CouponView {
  const { coupon, rules, issuerName: issuer, brand } = campaign;
  const { kind, rate, faceValueFen, thresholdFen, count, tiers } = coupon;
  const say = (key: TextKey, params?: Record<string, string>) => t(locale, key, params);
  const rated = isRate(kind);
  const shownRate = rated ? rateText(rate, locale) : '';
  const times = count > 1 ? `×${count}` : '';
  const value = rated
    ? shownRate + say('rate')
    : tiers.map(({ name, faceValueFen }) => `${name} ${formatFen(faceValueFen, locale)}`).join(' / ') ||
      formatFen(faceValueFen, locale);
  const facts: Fact[] = [
    { label: say('faceValue'), value: times ? `${value} ${times}` : value },
    {
      label: say('threshold'),
      value: thresholdFen ? say('thresholdValue', { amount: formatFen(thresholdFen, locale) }) : say('noThreshold'),
    },
  ];
  for (const key of ['scope', 'who', 'quota', 'claimWindow', 'validity', 'stacking', 'refund'] as const)
    facts.push({ label: say(key), value: rules[key] });
  facts.push({ label: say('issuer'), value: issuer }, { label: say('contact'), value: rules.contact });
  return {
    stage: 'asking',
    by: say(brand ? 'issuedBy' : 'issuedByAlone', { issuer, brand }),
    face: {
      sign: rated ? '' : '¥',
      amount: shownRate || yuanText(faceValueFen),
      unit: (rated ? say('rateUnit') : tiers.length ? say('upwards') : '') + times,
      kind: say((kind === 'cash' ? 'cashCoupon' : kind) as TextKey),
      off: false,
    },
    name: coupon.name,
    line: rules.who,
    progress: undefined,
    batches: [],
    side: '',
    spoken: '',
    trouble: '',
    action: { label: say('claim'), act: 'none', enabled: true, busy: true, quiet: false },
    next: false,
    facts,
    smallPrint: rules.smallPrint,
    rules: elder
      ? undefined
      : { title: say('rulesTitle'), close: say('close'), lines: facts, more: { text: '', url: '' } },
    words: { terms: say('terms') },
  };
}
