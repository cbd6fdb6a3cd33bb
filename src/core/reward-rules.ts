import { costOf, isExact } from './points.ts';
import type { RewardItem } from './reward.ts';
import { wordRules } from './words.ts';

// What points are never for (P4): money, passing on, products of saving and investing.
const offers =
  /提[现現]|[套变變折][现現]|[换換兑兌][成取]?[现現]金|[转轉][让讓赠贈卖賣售]|倒[卖賣]|cash(ed|ing)?[ -]?out|(for|into) cash|withdraw(?!n)|re-?s(ell|ale|old)|transferable/i;
// To say that it is forbidden is no offer: 不可提现、转让. A list goes on only with what is forbidden as well.
const run = '([^、，。；！？,.;!?\\s]|\\s(?=\\w)){0,40}';
const forbidden = new RegExp(
  `(不(可以?|能|得|支持|予|允许|允許|会|會)|禁止|[严嚴]禁|[无無]法|[请請]勿|\\b(not?|never|cannot)\\b|n[’']t\\b)${run}([、\\s](${offers.source})${run})*`,
  'gi',
);
const products = /存款|存[单單]|加息|理[财財]|基金|保[险險]|信[托託]|deposit|wealth|\bfunds?\b|insurance/i;

/** Ids of the rules an item breaks: P1 without its price, caps, delivery, refund, validity or contact; P4 for what points may not buy, W7 for a banned word. */
export function rewardRules(item: RewardItem): string[] {
  const { name, description, target, issuerName, price, caps, maxQuantity, status, rules } = item;
  const { month, year } = caps;
  const broken: string[] = [];
  const said = [rules.price, rules.delivery, rules.refund, rules.validity, rules.contact];
  const told = [name, issuerName, status, rules.version, rules.digest].concat(said);
  const off = target === 'bill_deduction' || target === 'partner_order';
  // A cap is told (`NaN` is none), and a month's is part of the year's.
  const capped = (month || year) && !(month < 1 || year < 1 || month > year);
  const { points, moneyFen } = costOf(price, maxQuantity);
  // What nobody can have meant: more than nine digits.
  const sane = Math.max(points, moneyFen, price.max || 0) < 1e9;
  if (!told.every(Boolean) || !capped || !sane || !isExact(price, maxQuantity) || off !== (price.kind === 'variable'))
    broken.push('P1');
  const shown = told.concat(description);
  const offered = shown.some((text) => offers.test(text.replace(forbidden, '')));
  const lawful = /^(mall_item|coupon|bill_deduction|partner_order)$/.test(target);
  if (offered || !lawful || products.test(name + description)) broken.push('P4');
  if (shown.some((text) => wordRules(text).includes('W7'))) broken.push('W7');
  return broken;
}
