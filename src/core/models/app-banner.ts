import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { whenLate } from '../late.ts';
import type { LaunchResult } from '../ports.ts';
import { createBannerButton, type BannerButton } from './app-banner-open.ts';
import {
  widget,
  type AppBannerModel,
  type AppBannerOutcome,
  type AppBannerParams,
  type AppBannerView,
} from './app-banner-state.ts';
import { presentBanner } from './app-banner-view.ts';
import { createCard, isPlacement } from './card.ts';

export type * from './app-banner-state.ts';

/** Milliseconds for which a closed banner stays closed. */
const CLOSED = 30 * 864e5;
/** The page's banners: what is closed in one place is closed in all. */
const banners = new Set<() => void>();

/** Makes the headless banner: it looks at the policy at once and lives until `destroy`. */
export function createAppBanner(inlay: Inlay, params: AppBannerParams, emit: Emit): AppBannerModel {
  const { tracker, host, clock } = inlay.ports;
  const { campaign, placement, locale } = params;
  const place = isPlacement(placement) ? placement : '';
  const about = { campaign: campaign || 'none', placement: place || 'none' };
  const kept = `closed ${campaign}`;
  let last: LaunchResult | undefined;
  const isClosed = () => clock.now() < +host.recall(kept);

  const card = createCard<object, AppBannerView, AppBannerOutcome, BannerButton>(inlay, emit, {
    widget,
    attribute: 'campaign',
    id: campaign,
    missing: 'no_campaign',
    placement,
    mode: params.mode,
    paid: params.paid,
    locale,
    loading: 'loading',
    load: () => Promise.resolve({}),
    present: (_, locale) => presentBanner(inlay, { ...params, placement: place }, locale, isClosed(), last),
    button: (card) =>
      createBannerButton({
        inlay,
        placement: place,
        campaign,
        about,
        emit,
        card,
        settle(result) {
          last = result;
          card.again();
        },
      }),
    event: 'app_banner',
    about,
    ready: ({ verdict }) => ({ verdict }),
  });
  banners.add(card.again);
  whenLate(card.again);
  // It may have been closed in another tab.
  const leave = host.onReturn(card.again);

  return {
    ...card,
    open: (seen, trusted) => card.withButton((button) => button.open(seen, trusted, 'open')),
    download: (seen, trusted) => card.withButton((button) => button.open(seen, trusted, 'download')),
    close() {
      host.remember(kept, `${clock.now() + CLOSED}`);
      tracker.track('app_banner_closed', about);
      banners.forEach((refresh) => refresh());
    },
    destroy() {
      banners.delete(card.again);
      leave();
      card.destroy();
    },
  };
}
