import './late.ts';
import type { InlayEvents } from '../../src/core/events.ts';
import { createAppBanner, type AppBannerParams, type AppBannerView } from '../../src/core/models/app-banner.ts';
import type { LaunchParams, LaunchResult, LaunchTarget } from '../../src/core/ports.ts';
import { bannerPolicy } from './banner.ts';
import { createFakeInlay, settle, type FakeOptions } from './fake-inlay.ts';

/** A tap on a banner that is plain to see. */
export const seen = { dwell: 1000, ratio: 1, visible: true };
/** A token of the bank's, by its form. */
export const token = 'AAAAAAAAAAAAAAAAAAAAAA.t0abc1.BBBBBBBB';
type Told = [name: keyof InlayEvents, detail: object];

/** How a headless banner is mounted. */
export interface Options extends FakeOptions {
  policy?: unknown;
  /** What each attempt comes to; without it the host cannot launch. */
  result?: LaunchResult;
  /** The page stops `inlay-app-open`. */
  stopped?: boolean;
}

/** Mounts a headless banner on a fake Inlay of its own and lets it load. */
export async function banner(params: Partial<AppBannerParams> = {}, options: Options = {}) {
  const { policy = bannerPolicy(), result, stopped, ...rest } = options;
  const fake = createFakeInlay(rest);
  fake.answer('/v1/channel-policy', policy);
  const launches: { target: LaunchTarget; params: LaunchParams; way: string | undefined }[] = [];
  const host = fake.ports.host;
  if (result) {
    host.launch = (target, params, way) => {
      launches.push({ target, params, way });
      return Promise.resolve(result);
    };
  }
  const events: Told[] = [];
  const given = { campaign: 'AUTUMN', placement: 'hotel-detail', form: 'inline', about: 'app', verb: 'show' };
  const model = createAppBanner(
    fake.inlay,
    { ...given, product: '', paid: false, mode: 'standard', ...params },
    (name, detail) => {
      events.push([name, detail]);
      return !(stopped && name === 'inlay-app-open');
    },
  );
  await settle();
  const view = () => (model.getState() as { view: AppBannerView }).view;
  const ad = () => (model.getState() as { ad: string }).ad;
  const names = () => events.map(([name]) => name);
  return { fake, model, events, names, launches, view, ad };
}
