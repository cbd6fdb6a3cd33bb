import type { ParsedCampaign } from '../campaign.ts';
import type { ClaimState } from '../claims.ts';
import { at, lastText, presentCoupons, timeLeft } from '../entitlement.ts';
import type { Inlay } from '../inlay.ts';
import { allowedUrl } from '../link.ts';
import { yuanText } from '../money.ts';
import type { Verdict } from '../policy.ts';
import { leavingText, originsOf, placeOf, surfaceOf } from '../surface.ts';
import { t, type Locale, type TextKey, wordsIn } from '../text.ts';
import type { CouponOutcome, CouponView } from './coupon-state.ts';
import { lineOf, stageOf } from './coupon-stage.ts';
import type { Fact } from './wealth-state.ts';

const hour = 36e5;
const minute = 6e4;
/** Longer than this before the start nothing is counted down (ms). */
const countdown = 24 * hour;
const had = /^(active|waiting|pending|paid|used|expired)$/;

/** Puts a campaign into words for this customer, over what everybody sees; every judgement in it is the bank's, only its instants pass by themselves. */
export function presentCoupon(
  inlay: Inlay,
  campaign: ParsedCampaign,
  claim: ClaimState,
  basics: CouponView,
  locale: Locale,
  elder: boolean,
): CouponOutcome {
  const now = inlay.ports.clock.now();
  const say = (key: TextKey, params?: Record<string, string | number>) => t(locale, key, params);
  const { rules, window } = campaign;
  const { entitlement, error } = claim;
  const from = (entitlement && entitlement.claimFrom) || window.from || campaign.startsAt;
  const until = (entitlement && entitlement.claimUntil) || window.until || campaign.endsAt;
  const quota = entitlement && entitlement.quota;
  const held =
    entitlement &&
    presentCoupons(
      entitlement.claims.flatMap(({ coupons }) => coupons),
      locale,
      now,
    );
  const stage = stageOf(campaign, claim, held, now, from, until);

  const policy = inlay.policy.getState();
  const session = inlay.session.getState();
  const partnerPage = surfaceOf(inlay) === 'partner';
  const ask = (verb: 'claim' | 'enquire') => inlay.policy.verdict({ productClass: 'coupon', verb });
  const verdict = ask('claim');
  const origins = originsOf(inlay.gateway, inlay.policy);
  const placed = (act?: Verdict) => placeOf(inlay.policy, locale, act, campaign.issuerName);
  const bank = placed(verdict);

  const claims = stage === 'claimable' || stage === 'bank_identity_required' || stage === 'claiming';
  const signedOut = session.status !== 'starting' && session.level === 'anonymous';
  const atBank =
    partnerPage &&
    (campaign.identity === 'bank' || stage === 'bank_identity_required' || verdict.verdict === 'redirect');
  const signIn = signedOut && !atBank;
  const next = (entitlement && entitlement.next) || { text: '', url: '' };
  const use = ask('enquire');
  const useUrl = use.verdict === 'hide' ? '' : allowedUrl(campaign.useUrl, origins);
  const nextUrl = next.text && allowedUrl(next.url, origins);
  const act =
    claims || stage === 'asking'
      ? 'claim'
      : stage === 'checking'
        ? 'check'
        : stage === 'active' && useUrl
          ? 'use'
          : stage === 'not_eligible' && nextUrl
            ? 'next'
            : 'none';
  const asked = act === 'use' ? use : act === 'claim' ? verdict : undefined;
  const busy = stage === 'claiming' || stage === 'asking' || (stage === 'checking' && !claim.stuck);
  const label =
    act === 'claim'
      ? say(atBank ? 'claimAt' : signIn ? 'claimSignIn' : 'claim', { bank })
      : act === 'check'
        ? say(claim.stuck ? 'checkAgain' : 'checkingShort')
        : act === 'use'
          ? say('use')
          : act === 'next'
            ? next.text
            : say(`${had.test(stage) ? 'coupon' : 'label'}_${stage}` as TextKey);

  const left = at(from, -Infinity) - now;
  const counts = !elder && (stage === 'not_started' || stage === 'waiting_batch') && left > 0 && left <= countdown;
  const { done, needed } = (entitlement && entitlement.progress) || { done: NaN, needed: NaN };
  const line = lineOf(stage, campaign, claim, held, { locale, now, from, bank });
  const trouble =
    error && stage !== 'claiming'
      ? [
          say(error.code === 'not_found' ? 'noCampaign' : error.code),
          error.traceId && say('trace', { id: error.traceId }),
        ]
          .filter(Boolean)
          .join(' ')
      : '';
  const near = [hour, 10 * minute, minute].filter((span) => left <= span).pop();
  const lines = basics.facts.concat(furtherOf(campaign, locale));
  const bounds = [from, until, quota ? quota.resetsAt : ''].map((instant) => at(instant, Infinity));
  for (const { coupons } of (entitlement && entitlement.claims) || [])
    coupons.forEach(({ activeFrom, validUntil, paidFrom }) =>
      [activeFrom, validUntil, paidFrom].forEach((instant) => bounds.push(at(instant, Infinity))),
    );
  const bound = Math.min(...bounds.filter((one) => one > now));
  // Until shortly before, the words of a countdown change with the minute only.
  const step = left > hour ? minute : 1000;
  // Where it depends on his card, the customer sees his own.
  const fen = entitlement ? entitlement.faceValueFen : NaN;
  const own =
    fen > 0 && basics.face.sign
      ? { amount: yuanText(fen), unit: basics.face.unit.replace(say('upwards'), '') }
      : undefined;
  const off = /^(sold_out|closed|used|expired|not_eligible|quota_reached|waiting_batch)$/.test(stage);

  return {
    atBank,
    signIn,
    url: act === 'use' ? useUrl : act === 'next' ? nextUrl : '',
    verdict: asked,
    changes: counts ? Math.min(bound, now + (left % step || step)) : bound,
    reason: undefined,
    rules: [],
    version: rules.version,
    digest: rules.digest,
    view: {
      ...basics,
      stage,
      face: { ...basics.face, ...own, off },
      line,
      progress:
        (claims || stage === 'not_eligible') && needed > 0
          ? { text: say('progress', { done, needed }), ratio: Math.min(1, done / needed) }
          : undefined,
      batches: held && held.state === stage ? held.batches : [],
      side: counts
        ? say('startsIn', { time: timeLeft(left, locale) })
        : act === 'use' || act === 'next' || (claims && (atBank || signIn))
          ? partnerPage
            ? leavingText(locale, wordsIn(policy.partnerName, locale), placed(asked))
            : ''
          : claims && until
            ? say('until', { date: lastText(until, locale, now) })
            : '',
      spoken:
        counts && near
          ? say('startsWithin', { time: timeLeft(near, locale).trim() })
          : [line, trouble].filter(Boolean).join(' '),
      trouble,
      action: {
        label,
        act,
        enabled: act !== 'none' && !(claims && verdict.verdict === 'hide' && partnerPage),
        busy,
        quiet: act === 'use' || act === 'next' || act === 'check',
      },
      next: /^(active|waiting|pending|paid)$/.test(stage),
      facts: elder ? lines : basics.facts,
      rules: basics.rules && {
        ...basics.rules,
        lines,
        more: { text: say('rulesMore', { bank }), url: allowedUrl(campaign.detailUrl, origins) },
      },
    },
  };
}

/** What Order 32 wants published besides. */
function furtherOf({ rules }: ParsedCampaign, locale: Locale): Fact[] {
  const lines: Fact[] = [{ label: t(locale, 'organiser'), value: rules.organiser }];
  rules.extra.forEach((value, i) => lines.push({ label: i ? '' : t(locale, 'ruleText'), value }));
  lines.push(
    { label: t(locale, 'smallPrint'), value: rules.smallPrint },
    { label: t(locale, 'rulesVersion'), value: rules.version },
  );
  return lines.filter(({ value }) => value);
}
