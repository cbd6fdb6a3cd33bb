import { tradingDayFrom } from '../calendar.ts';
import { addDays, addMonths } from '../clock.ts';
import type { Sample } from './sample.ts';
import { each } from './texts.ts';
import { wealthSamples } from './wealth.ts';

/**
 * Products that must never be shown, one fault each, for tests of refusal: reachable by id, in no list.
 * `NOWARN01` lacks the risk warning, `DEPOSIT1` is a deposit, `STALE001` stopped publishing 40 days ago, `WORDS001` bears
 * banned words in its name, `NOCODE01` a malformed registration code, `EARLY001` shows performance in its first month.
 */
export function unlawfulSamples(today: string): Sample[] {
  const model = wealthSamples(today)[0] as Sample;
  const make = (id: string, change: (copy: Sample) => void): Sample => {
    const copy: Sample = { ...structuredClone(model), id, listed: false };
    change(copy);
    return copy;
  };
  return [
    make('NOWARN01', (sample) => {
      sample.texts = each((locale) => {
        const { risk: _left, ...disclosure } = sample.texts[locale].disclosure;
        return { ...sample.texts[locale], disclosure };
      });
    }),
    make('DEPOSIT1', (sample) => {
      sample.kind = 'deposit';
    }),
    make('STALE001', (sample) => {
      sample.navUntil = addDays(today, -40);
    }),
    make('WORDS001', (sample) => {
      sample.texts = each((locale) => ({
        ...sample.texts[locale],
        fullName: {
          'zh-CN': '青禾理财保本高收益1号',
          'zh-HK': '青禾理財保本高收益1號',
          en: 'Qinghe Wealth 保本 No. 1',
        }[locale],
      }));
    }),
    make('NOCODE01', (sample) => {
      sample.facts.registrationCode = 'Z70010';
    }),
    make('EARLY001', (sample) => {
      sample.inception = tradingDayFrom(addDays(addMonths(today, 0), -18));
      sample.facts.early = true;
    }),
  ];
}
