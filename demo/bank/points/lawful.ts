import type { RewardItem } from './items.ts';

// What points must never be offered for (P4). Traditional characters stand beside the simplified ones.
const offers =
  '提现|提現|套现|套現|变现|變現|折现|折現|兑现金|兌現金|[换換兑兌]取?(?:成|为|為)?[现現](?:金|钱|錢)|' +
  '转[让赠账售]|轉[讓贈賬售]|倒[卖賣]|出售|[回收][收购購]|cash(?:ed|ing)?[ -]?outs?|(?:for|into|as|to) cash|withdraw\\w*|' +
  'transfer\\w*|re-?s(?:ell|old|ale)\\w*';
// 积分不可提现、不得转让: to say that it is forbidden is no offer.
const forbidden = new RegExp(
  "(?:不(?:可以?|能|得|支持|予|提供|允许|允許|会|會)|禁止|[严嚴]禁|[无無]法|[请請]勿|(?:can|may|must|do|does)(?: ?not|n[’']t)(?: be)?|never|cannot(?: be)?|no)" +
    `[^，。；！？,.;!?]{0,24}?(?:${offers})(?:(?:、|，|,|或|和|与|與|及| or | nor | and )[^，。；！？,.;!?]{0,12}?(?:${offers}))*`,
  'gi',
);
const words = new RegExp(offers, 'i');

// Nothing of a deposit, wealth product, fund or insurance may be had for points, nor a better rate or a fee for one.
const products =
  /存款|存[单單]|理[财財]|基金|保[险險]|信[托託]|加息|[体體][验驗]金|申[购購]|deposit|wealth|\bfunds?\b|insurance|interest rate/i;
const targets = ['mall_item', 'coupon', 'bill_deduction', 'partner_order'];

/** Why an item may not be offered for points (P1, P4), in words for the bank's operations; empty when it may. */
export function unlawful(item: RewardItem): string[] {
  const why: string[] = [];
  if (!targets.includes(item.target)) why.push(`points cannot be spent on ${item.target}`);
  for (const [locale, { name, description, rules }] of Object.entries(item.texts)) {
    for (const text of [name, description, ...Object.values(rules)]) {
      const offered = words.exec(text.replace(forbidden, ''));
      if (offered) why.push(`${locale} speaks of “${offered[0]}”`);
      // Rules may say that no deposit can be had; what the item is called and said to be may not.
    }
    // What the customer must be told before he confirms (P1).
    const silent = Object.entries({ name, ...rules }).find(([, text]) => !text.trim());
    if (silent) why.push(`${locale} says nothing of ${silent[0]}`);
    const product = products.exec(`${name}\n${description}`);
    if (product) why.push(`${locale} names a financial product, “${product[0]}”`);
  }
  return [...why, ...impossible(item)];
}

/** Prices that cannot be reckoned in whole points and fen. */
function impossible({ price, target, caps, maxQuantity }: RewardItem): string[] {
  const whole = (value: number | undefined, least: number) => Number.isSafeInteger(value) && (value as number) >= least;
  const off = target === 'bill_deduction' || target === 'partner_order';
  const limits = Object.values(caps);
  if (!limits.length || !limits.every((limit) => whole(limit, 1)) || (caps.month ?? 0) > (caps.year ?? Infinity)) {
    return ['it has no cap for the month or the year, or more in a month than in a year'];
  }
  if (price.kind !== 'variable') {
    const right = whole(price.points, 1) && (price.kind === 'points' || whole(price.moneyFen, 1));
    return [...(right ? [] : ['the price is not whole']), ...(off ? ['a deduction has a variable price'] : [])];
  }
  const { step, min, max, pointsPerYuan } = price;
  const right = whole(step, 1) && whole(min, 1) && whole(max, min) && whole(pointsPerYuan, 1);
  if (!right || !off || maxQuantity !== 1)
    return ['a variable price has step, min, max and rate, and is for one deduction'];
  const even = min % step === 0 && max % step === 0 && (step * 100) % pointsPerYuan === 0;
  return even ? [] : ['steps do not come out in whole fen'];
}
