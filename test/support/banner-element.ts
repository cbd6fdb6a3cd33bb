import type { LaunchResult, LaunchTarget } from '../../src/core/ports.ts';
import { InlayAppBanner } from '../../src/widgets/app-banner/app-banner.ts';
import { bannerPolicy } from './banner.ts';
import { drawn, until } from './card.ts';
import { createFakeInlay, type FakeInlay, type FakeOptions } from './fake-inlay.ts';

if (!customElements.get('inlay-app-banner')) customElements.define('inlay-app-banner', InlayAppBanner);

/** A banner on the test page with the fake Inlay behind it. */
export interface BannerOnPage {
  element: InlayAppBanner;
  fake: FakeInlay;
  /** Places it was asked to open, and how. */
  launches: { target: LaunchTarget; way: string | undefined }[];
  find<E extends Element = HTMLElement>(selector: string): E | null;
  all<E extends Element = HTMLElement>(selector: string): E[];
  text(): string;
}

/** How a banner is put onto the page. */
export interface BannerOptions extends FakeOptions {
  policy?: unknown;
  /** What each attempt to open comes to. */
  result?: LaunchResult;
  width?: number;
  early?: boolean;
  before?: (fake: FakeInlay) => void;
}

const holders: HTMLElement[] = [];

/** Puts one banner onto the page and waits until it has settled. */
export async function mountBanner(
  attributes: Record<string, string> = {},
  options: BannerOptions = {},
): Promise<BannerOnPage> {
  const { policy = bannerPolicy(), width = 343, result, early, before, ...rest } = options;
  const fake = createFakeInlay(rest);
  fake.answer('/v1/channel-policy', policy);
  before?.(fake);
  const launches: BannerOnPage['launches'] = [];
  fake.ports.host.launch = async (target, _, way) => {
    launches.push({ target, way });
    return result ?? { outcome: 'opened', evidence: 'hidden' };
  };
  const element = document.createElement('inlay-app-banner');
  const given = { campaign: 'AUTUMN', placement: 'test', loading: 'eager', theme: 'light', ...attributes };
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.inlay = fake.inlay;
  const holder = document.createElement('div');
  holder.style.width = `${width}px`;
  holder.append(element);
  document.body.append(holder);
  holders.push(holder);
  const root = () => element.renderRoot;
  const banner: BannerOnPage = {
    element,
    fake,
    launches,
    find: <E extends Element>(selector: string) => root().querySelector<E>(selector),
    all: <E extends Element>(selector: string) => [...root().querySelectorAll<E>(selector)],
    text: () => root().querySelector<HTMLElement>('.base')!.innerText,
  };
  if (!early) await until('the banner', () => !banner.find('.skeleton'));
  await drawn();
  return banner;
}

/** Takes every banner off the page again. */
export function clearBanners(): void {
  holders.splice(0).forEach((holder) => holder.remove());
}
