import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { lateParts } from '../late.ts';
import { withQuery } from '../link.ts';
import type { LaunchResult } from '../ports.ts';
import { widget, type AppBannerOutcome, type AppBannerView } from './app-banner-state.ts';
import type { Card, CardButton, Seen } from './card-state.ts';

/** The button of a banner. */
export interface BannerButton extends CardButton {
  open(seen: Seen, trusted: boolean, way: 'open' | 'download'): void;
}

/** What the button needs of its banner. */
interface Parts {
  inlay: Inlay;
  placement: string;
  campaign: string;
  about: { campaign: string; placement: string };
  emit: Emit;
  card: Card<AppBannerView, AppBannerOutcome, BannerButton>;
  /** Told what came of an attempt. */
  settle(result: LaunchResult): void;
}

/** The one button: checks the tap, tells the page, and opens the place in the task of that tap (R1). */
export function createBannerButton({ inlay, placement, campaign, about, emit, card, settle }: Parts): BannerButton {
  const { host, tracker } = inlay.ports;
  const tap = lateParts()!.createTap(inlay, card);
  let ended = false;
  let attempts = 0;

  return {
    busy: tap.busy,

    open(seen, trusted, way) {
      const outcome = card.now();
      const target = outcome?.view && outcome.target;
      if (tap.busy() || !target) return;
      const { visible, refusal } = tap.read(seen, trusted);
      const track = (act: string) =>
        tracker.track('app_banner_opened', { ...about, target: target.id, way: act, visible });
      if (refusal) {
        card.debug(refusal);
        if (card.first(refusal)) track('none');
        return;
      }
      const detail = { widget, campaign, placement, target: target.id, kind: target.kind };
      tap.hold(true);
      const going = emit('inlay-app-open', { ...detail, way });
      track(way);
      if (!going) return tap.release();
      const attribution = inlay.attribution.token();
      if (!host.launch) {
        host.navigate(withQuery(target.url, { pt: inlay.partner, pl: placement, cp: campaign, at: attribution }));
        return;
      }
      const attempt = ++attempts;
      void host.launch(target, { placement, campaign, attribution }, way).then((result) => {
        if (ended || attempt !== attempts) return;
        const { outcome, evidence } = result;
        tap.release();
        settle(result);
        tracker.track('app_banner_result', { ...about, target: target.id, outcome, evidence });
        emit('inlay-app-result', { ...detail, outcome, evidence });
      });
    },

    resume() {},
    destroy() {
      ended = true;
      tap.destroy();
    },
  };
}
