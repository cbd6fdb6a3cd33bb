import * as afterPaint from '../../src/after-paint.ts';
import { setLateLoader } from '../../src/core/late.ts';
import * as pointsLate from '../../src/points-late.ts';
import { en } from '../../src/core/text.en.ts';
import { addTexts } from '../../src/core/text.ts';
import { zhHK } from '../../src/core/text.zh-hk.ts';
import { InlayPointsRedeem } from '../../src/widgets/points-redeem/points-redeem.ts';
import { drawn, until } from './card.ts';
import type { FakeInlay, FakeOptions } from './fake-inlay.ts';
import { createPointsBank, type PointsBank } from './rewards.ts';

setLateLoader((chunk) => Promise.resolve(chunk === 'points-late' ? pointsLate : afterPaint));
addTexts('en', en);
addTexts('zh-HK', zhHK);
if (!customElements.get('inlay-points-redeem')) customElements.define('inlay-points-redeem', InlayPointsRedeem);

/** A redemption on the test page with a bank behind it. */
export interface Mounted {
  element: InlayPointsRedeem;
  fake: FakeInlay;
  bank: PointsBank;
  find<E extends Element = HTMLElement>(selector: string): E;
  all<E extends Element = HTMLElement>(selector: string): E[];
  text(): string;
}

const holders: HTMLElement[] = [];

/** Puts one redemption onto the page, and waits until `shows` is there. */
export async function mountPoints(
  attributes: Record<string, string> = {},
  options: FakeOptions & { script?: (bank: PointsBank, fake: FakeInlay) => void; width?: number; shows?: string } = {},
): Promise<Mounted> {
  const { script, width = 343, shows = '.price', ...rest } = options;
  const { fake, bank } = createPointsBank(rest);
  script?.(bank, fake);
  const element = document.createElement('inlay-points-redeem');
  const given = { item: String(bank.item.id), placement: 'test', loading: 'eager', theme: 'light', ...attributes };
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.inlay = fake.inlay;
  const holder = document.createElement('div');
  holder.style.width = `${width}px`;
  holder.append(element);
  document.body.append(holder);
  holders.push(holder);
  const root = () => element.renderRoot;
  const mounted: Mounted = {
    element,
    fake,
    bank,
    find: <E extends Element>(selector: string) => root().querySelector<E>(selector)!,
    all: <E extends Element>(selector: string) => [...root().querySelectorAll<E>(selector)],
    text: () => root().querySelector<HTMLElement>('.base')!.innerText,
  };
  await until(shows, () => mounted.find(shows));
  await drawn();
  return mounted;
}

/** The bank's own page with a quote on it. */
export const mountAtBank: typeof mountPoints = (attributes, { script, session, ...options } = {}) =>
  mountPoints(
    { quote: 'q-1.sig', ...attributes },
    {
      shows: '.held',
      ...options,
      session: { level: 'bank', surface: 'bank', user: 'cookie-1', ...session },
      script(bank, fake) {
        const until = fake.clock.now() + 600_000;
        bank.quotes.set('q-1.sig', { id: 'q-1', quantity: 1, points: 2600, moneyFen: 0, until, changed: false });
        script?.(bank, fake);
      },
    },
  );

/** Takes every redemption off the page again. */
export function clearPoints(): void {
  holders.splice(0).forEach((holder) => holder.remove());
}
