import type { EmptyReason } from '../events.ts';
import { isElder, type Inlay } from '../inlay.ts';
import { lateParts } from '../late.ts';
import type { LaunchResult, Verb } from '../ports.ts';
import { leavingText, surfaceOf } from '../surface.ts';
import { addTexts, type Locale, t, type TextKey, wordsIn } from '../text.ts';
import { zhCNBanner } from '../text.zh-cn.banner.ts';
import { wordRules } from '../words.ts';
import type { AppBannerOutcome, AppBannerParams, AppBannerView } from './app-banner-state.ts';

addTexts('zh-CN', zhCNBanner);

/** Makes a banner's view from the channel policy; `undefined` while the policy, or what reads its places, is on its way. */
export function presentBanner(
  inlay: Inlay,
  params: AppBannerParams,
  locale: Locale,
  closed: boolean,
  last: LaunchResult | undefined,
): AppBannerOutcome | undefined {
  const { policy, ports } = inlay;
  const { status, partnerName } = policy.getState();
  const late = lateParts();
  if (status === 'loading' || !late) return undefined;
  const { placement, product, mode } = params;
  const verb = params.verb as Verb;
  const answer = policy.verdict({ productClass: params.about, verb, placement });
  const { verdict, rule, coming } = answer;
  const none = (reason: EmptyReason): AppBannerOutcome => ({
    view: undefined,
    reason,
    rules: [],
    target: undefined,
    verdict: rule,
  });
  if (closed) return none('dismissed');
  const place = verdict === 'redirect' ? answer.target : coming;
  const target = place ? late.resolveTarget(policy, place, locale, ports.clock.now(), product) : undefined;
  const told = wordsIn(answer.notice, locale);
  // The banner is no place for what a card may not say (W7).
  const notice = wordRules(told).includes('W7') ? '' : told;
  if (!target && !notice) return none(verdict === 'hide' ? 'hidden_by_policy' : 'nothing_to_open');

  const elder = isElder(inlay, mode);
  const form = elder ? 'link' : /^(bar|link)$/.test(params.form) ? (params.form as 'bar' | 'link') : 'inline';
  const name = target ? target.name : '';
  const apart = target && /^(app|mini-program)$/.test(target.kind) ? 'open' : 'go';
  const partner = surfaceOf(inlay) === 'partner' ? wordsIn(partnerName, locale) : '';
  const view: AppBannerView = {
    form,
    name,
    hint: target ? leavingText(locale, partner, name) : '',
    notice,
    action: target && {
      label: t(locale, form === 'link' ? `${apart}Place` : `${apart}Short`, { place: name }),
      enabled: true,
    },
    close: form === 'link' ? '' : t(locale, 'close'),
    appParameter:
      (target &&
        ports.host.appButton?.(target, {
          placement,
          campaign: params.campaign,
          attribution: inlay.attribution.token(),
        })) ||
      '',
    // Elder mode offers no download (X2).
    ...afterwards(last, !elder && target?.kind === 'app' && !!target.app, locale, name),
  };
  return { view, reason: undefined, rules: [], target, verdict: rule };
}

/** What is said after an attempt: the truth, and a way on where there is one. */
function afterwards(
  last: LaunchResult | undefined,
  app: boolean,
  locale: Locale,
  place: string,
): Pick<AppBannerView, 'result' | 'download' | 'code'> {
  const say = (key: TextKey) => t(locale, key, { place });
  const nothing = { result: '', download: '', code: undefined };
  if (!last || last.outcome === 'opened' || last.outcome === 'cancelled') return nothing;
  const { outcome, evidence, code } = last;
  if (code) return { ...nothing, result: say('scan'), code: { ...code, label: say('code') } };
  if (evidence === 'no_store') return { ...nothing, result: say('noStore') };
  if (outcome === 'blocked') return { ...nothing, result: say('cannotOpen') };
  // The page was left for the bank's, or the store was opened: there is nothing to add.
  if (/^(left|page|store|superseded)/.test(evidence) && outcome === 'unknown') return nothing;
  return {
    ...nothing,
    result: say(outcome === 'unknown' ? 'notOpened' : 'notInstalled'),
    download: app ? say('download') : '',
  };
}
