import { isRate } from '../campaign-rules.ts';
import type { ParsedCampaign } from '../campaign.ts';
import { formatFen } from '../money.ts';
import { t, type Locale, type TextKey } from '../text.ts';
import type { CouponView } from './coupon-state.ts';
import type { Fact } from './wealth-state.ts';

/** A rate in 折 as the language has it: 8.8 折 is 12 % off. */
function rateText(rate: string, locale: Locale): string {
  // In hundredths of a 折, so that no floating point is seen.
  return locale === 'en' ? `${(1000 - Math.round(+rate * 100)) / 10}` : rate;
}

/** The left part of the ticket. */
export function faceOf({ coupon }: ParsedCampaign, locale: Locale, off: boolean): CouponView['face'] {
  const { kind, rate, faceValueFen, count } = coupon;
  const rated = isRate(kind);
  // Whole yuan without their noughts; cutting text keeps floating point out of it.
  const yuan = formatFen(faceValueFen || 0, 'en')
    .slice(4)
    .replace('.00', '');
  return {
    sign: rated ? '' : '¥',
    amount: rated ? rateText(rate, locale) : yuan,
    unit: (rated ? t(locale, 'rate') : '') + (count > 1 ? `×${count}` : ''),
    kind: t(locale, (kind === 'cash' ? 'cashCoupon' : kind) as TextKey),
    off,
  };
}

/** What must be seen before a claim, without a tap (C1). */
export function factsOf({ coupon, rules, issuerName }: ParsedCampaign, locale: Locale): Fact[] {
  const { kind, rate, faceValueFen, thresholdFen, count } = coupon;
  const value = isRate(kind) ? rateText(rate, locale) + t(locale, 'rate') : formatFen(faceValueFen, locale);
  const facts: Fact[] = [
    { label: t(locale, 'faceValue'), value: value + (count > 1 ? ` ×${count}` : '') },
    {
      label: t(locale, 'threshold'),
      value: thresholdFen
        ? t(locale, 'thresholdValue', { amount: formatFen(thresholdFen, locale) })
        : t(locale, 'noThreshold'),
    },
  ];
  for (const key of ['scope', 'who', 'quota', 'claimWindow', 'validity', 'stacking', 'refund'] as const)
    facts.push({ label: t(locale, key), value: rules[key] });
  return facts.concat(
    { label: t(locale, 'issuer'), value: issuerName },
    { label: t(locale, 'contact'), value: rules.contact },
  );
}

/** What Order 32 wants published besides. */
export function furtherOf({ rules }: ParsedCampaign, locale: Locale): Fact[] {
  const lines: Fact[] = [{ label: t(locale, 'organiser'), value: rules.organiser }];
  rules.extra.forEach((value, i) => lines.push({ label: i ? '' : t(locale, 'ruleText'), value }));
  lines.push(
    { label: t(locale, 'smallPrint'), value: rules.smallPrint },
    { label: t(locale, 'rulesVersion'), value: rules.version },
  );
  return lines.filter(({ value }) => value);
}
