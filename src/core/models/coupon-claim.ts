import { checkCampaign, wordsBreak } from '../campaign-rules.ts';
import {
  createBatch,
  forgetCampaign,
  loadCampaign,
  parseCampaign,
  readItems,
  type ParsedCampaign,
} from '../campaign.ts';
import type { Emit } from '../events.ts';
import { isElder, type Inlay } from '../inlay.ts';
import { lateParts, whenLate } from '../late.ts';
import { couponZhCN } from '../text-coupon.zh-cn.ts';
import { addTexts, type Locale } from '../text.ts';
import { createCard, isPlacement } from './card.ts';
import type { CardButton } from './card-state.ts';
import type { Acting } from './coupon-act.ts';
import { presentBasics } from './coupon-basics.ts';
import type { CouponModel, CouponOutcome, CouponParams, CouponView } from './coupon-state.ts';

export type * from './coupon-state.ts';

const widget = 'coupon-claim';
/** The chunk with what comes after the first paint. */
const late = 'claim-late';

/** Makes the headless coupon: it loads at once and lives until `destroy`. */
export function createCouponClaim(inlay: Inlay, params: CouponParams, emit: Emit): CouponModel {
  const { campaign: id, placement, locale, mode } = params;
  const place = isPlacement(placement) ? placement : '';
  const about = { campaign: id || 'none', placement: place || 'none' };
  let { data } = params;
  let acting: Acting | undefined;
  let spoken: Locale = 'zh-CN';
  let begun = false;
  let gone = false;
  addTexts('zh-CN', couponZhCN);

  function present(campaign: ParsedCampaign, locale: Locale): CouponOutcome {
    spoken = locale;
    const { rules, reason } = checkCampaign(campaign);
    const show = inlay.policy.verdict({ productClass: 'coupon', verb: 'show' });
    const { version, digest } = campaign.rules;
    const none = { atBank: false, signIn: false, url: '', verdict: undefined, changes: Infinity, version, digest };
    const elder = isElder(inlay, mode);
    const flash = elder && campaign.trigger === 'flash_sale';
    if (reason || flash || show.verdict === 'hide') {
      return { ...none, view: undefined, reason: reason || 'hidden_by_policy', rules: flash ? ['X2'] : rules };
    }
    const view = presentBasics(campaign, locale, elder);
    return acting ? acting.present(campaign, view, locale, elder) : { ...none, view, reason: undefined, rules: [] };
  }

  const card = createCard<ParsedCampaign, CouponView, CouponOutcome, CardButton>(inlay, emit, {
    widget,
    attribute: 'campaign',
    id,
    missing: 'no_campaign',
    placement,
    mode,
    locale,
    loading: 'couponLoading',
    unknown: 'noCampaign',
    load: async (id, locale) => (data ? parseCampaign(data) : loadCampaign(inlay, id, locale)),
    present,
    button(card) {
      whenLate(() => {
        // While it is being made it draws the card, which asks for its button once more.
        if (gone || begun) return;
        begun = true;
        acting = lateParts<typeof import('../coupon-late.ts')>(late)!.createActing({
          inlay,
          campaign: id,
          placement: place,
          about,
          emit,
          card,
          locale: spoken,
          batch: createBatch,
          readItems,
          wordsBreak,
          reload() {
            data = undefined;
            forgetCampaign(inlay, id);
            card.reload();
          },
        });
        card.again();
      }, late);
      return {
        busy: () => !!acting && acting.busy(),
        resume: () => acting?.resume(),
        destroy: () => acting?.destroy(),
      };
    },
    event: 'coupon',
    about,
    ready: ({ version }) => ({ rules: version }),
  });
  return {
    ...card,
    async act(seen, trusted) {
      await acting?.act(seen, trusted);
    },
    prepare: () => acting?.prepare(),
    rulesRead() {
      const shown = card.now();
      if (shown && card.first('rules'))
        inlay.ports.tracker.track('coupon_rules_read', { ...about, rules: shown.version });
    },
    destroy() {
      gone = true;
      card.destroy();
    },
  };
}
