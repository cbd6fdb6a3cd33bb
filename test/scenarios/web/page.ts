// Runs in the partner's page before the SDK: a clock that stands still, a network that the scenario answers, and the
// widget's way into and out of the page. `window.scenario(…)` then plays one.
import FakeTimers from '@sinonjs/fake-timers';
import { inlayEvents } from '../../../src/core/event-options.ts';
import type { Inlay, InlayConfig } from '../../../src/core/inlay.ts';
import type { Answers } from '../bank-answers.ts';
import { gateway } from '../bank-names.ts';
import { type Device, type Opening, play } from '../driver.ts';
import type { Part, Scenario } from '../format.ts';
import type { Transcript } from '../transcript.ts';
import { countBusy } from './busy.ts';
import { buttonsIn, textsIn } from './read.ts';

declare global {
  interface Window {
    /** A real tap, made by the browser's own input. */
    press(x: number, y: number, times: number): Promise<void>;
    scenario(scenario: Scenario, recorded: Answers): Promise<Transcript>;
  }
}

interface PageCalls extends Array<unknown> {
  init(config: InlayConfig): void;
}

const { requestAnimationFrame } = window;
const { busy, during } = countBusy();
const clock = FakeTimers.withGlobal(window).install({
  toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
});
// Jitter is no part of a scenario.
Math.random = () => 0.5;

const turn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(0);
  });
const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => void turn().then(resolve)));

let opening: Opening | undefined;
let element: HTMLElement | undefined;
let inlay: Inlay | undefined;
let changed = true;
/** A double tap is quicker than any answer, and than any page that takes this one's place. */
let tapped = Promise.resolve();

window.fetch = async (input, init: RequestInit = {}) => {
  const address = `${input as string}`;
  if (!opening || !address.startsWith(gateway)) throw new TypeError(`${address} is not of this scenario`);
  const headers = Object.fromEntries(new Headers(init.headers));
  const body = init.body == null ? '' : `${init.body as string}`;
  const call = { method: init.method ?? 'GET', path: address.slice(gateway.length), headers, body };
  const reply = opening.bank.answer(call, Date.now());
  await tapped;
  if (reply === 'offline') throw new TypeError('Failed to fetch');
  if (reply === 'silence') {
    return new Promise((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))),
    );
  }
  return during(Promise.resolve(new Response(reply.status === 204 ? null : reply.body, reply)));
};
Navigator.prototype.sendBeacon = (address, body) => {
  opening?.bank.answer(
    { method: 'POST', path: `${address}`.slice(gateway.length), headers: {}, body: `${body as string}` },
    Date.now(),
  );
  return true;
};
// Where the page is left for is noted, and the page stays.
(window as unknown as { navigation: EventTarget }).navigation.addEventListener('navigate', (event) => {
  const { destination, hashChange } = event as Event & { destination: { url: string }; hashChange: boolean };
  if (hashChange || new URL(destination.url).origin === location.origin) return;
  event.preventDefault();
  opening?.onGo(destination.url);
  // What a page hears when another one takes its place.
  void tapped.then(() => leave(true));
});

let hidden = false;
Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });

/** The page goes away, or comes back out of the cache for the back button. */
function leave(away: boolean): void {
  if (hidden === away) return;
  hidden = away;
  window.dispatchEvent(new PageTransitionEvent(away ? 'pagehide' : 'pageshow', { persisted: true }));
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Waits for the engine's own word that nothing lies over an element: on a busy machine it is late, and the SDK believes it. */
const plainToSee = (target: Element) =>
  new Promise<void>((resolve) => {
    const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => (entry as { isVisible?: boolean }).isVisible)) return;
      observer.disconnect();
      resolve();
    }, options);
    observer.observe(target);
    // Never for ever: a button that is not plain to see is tapped all the same, and the comparison says what came of it.
    void (async () => {
      for (let n = 0; n < 120; n++) await frame();
      observer.disconnect();
      resolve();
    })();
  });

const root = () => element?.shadowRoot;
const parts: Record<Part, string> = {
  act: '.act button',
  second: '.act + .act button',
  retry: '.error button',
  less: '.step button',
  more: '.step button:last-child',
  close: '.close',
  download: '.after button',
  rules: '.read',
  shut: '.shut',
};

function statusOf(base: Element | null | undefined): string {
  if (!base || base.querySelector('.skeleton')) return 'loading';
  if (base.querySelector('.error')) return 'error';
  if (base.classList.contains('void')) return 'empty';
  return base.querySelector('.act [aria-busy=true]') ? 'busy' : 'ready';
}

const device: Device = {
  clock,

  async settle() {
    do {
      changed = false;
      for (let calm = 0; calm < 4; calm = busy() ? 0 : calm + 1) await turn();
      // What is seen of an element is measured with the frames.
      if (changed) await frame().then(frame);
    } while (changed || busy());
  },

  open(given) {
    opening = given;
    const { scenario, attributes, getTicket } = given;
    const { locale, mode, theme, attribution, consent } = scenario;
    const config = {
      ...{ partner: 'lvtu', gateway, host: 'wechat-webview', getTicket, locale, mode, theme, attribution },
      consent: consent ?? { service: 'granted', marketing: 'granted', experience: 'granted' },
      onTrack: given.onTrack,
    } as InlayConfig;
    const page = (window as unknown as { inlay: PageCalls }).inlay;
    page.init(config);
    page.push((made: Inlay) => (inlay = made));
    element = document.createElement(`inlay-${scenario.widget}`);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    for (const name of Object.keys(inlayEvents)) {
      element.addEventListener(name, (event) => {
        given.onEvent(name, (event as CustomEvent).detail);
        if (given.stops(name)) event.preventDefault();
      });
    }
    document.querySelector('main')!.append(element);
    new MutationObserver(() => (changed = true)).observe(element.shadowRoot!, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    });
    changed = true;
  },

  close() {
    element?.remove();
    inlay?.destroy();
    element = inlay = undefined;
    hidden = false;
  },

  look() {
    const shadow = root();
    return {
      status: statusOf(shadow?.querySelector('.base')),
      texts: shadow ? textsIn(shadow) : [],
      buttons: shadow ? buttonsIn(shadow) : [],
    };
  },

  async tap(part, times) {
    const target = root()?.querySelector(parts[part]);
    if (!target) throw new Error(`There is no ${part} to tap`);
    // Not of a button beside the main act.
    if (part === 'act') {
      await plainToSee(target);
      // The SDK's own observer hears of it within its delay of 100 ms.
      for (let n = 0; n < 20; n++) await frame();
    }
    const { left, top, width, height } = target.getBoundingClientRect();
    let heard = 0;
    const hear = (event: Event) => void (heard += event.composedPath().includes(target) ? 1 : 0);
    window.addEventListener('click', hear, true);
    // A browser with many pages may lose a tap on its way; what came to the page is never made twice.
    for (let n = 0; !heard && n < 5; n++) {
      tapped = during(window.press(left + width / 2, top + height / 2, times).then(frame));
      await tapped;
    }
    window.removeEventListener('click', hear, true);
    if (!heard) throw new Error(`No tap came to ${part}`);
    changed = true;
  },

  comeBack() {
    leave(false);
    window.dispatchEvent(new Event('focus'));
  },
  set: (settings) => inlay!.update(settings),
  setAttributes(attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) element!.removeAttribute(name);
      else element!.setAttribute(name, value);
    }
  },
  consent: (change) => inlay!.consent(change),
  signIn(getTicket) {
    if (getTicket) (window as unknown as { inlay: PageCalls }).inlay.init({ partner: 'lvtu', gateway, getTicket });
    else void inlay!.logout();
  },
};

window.scenario = (scenario, recorded) => play(scenario, recorded, device);
