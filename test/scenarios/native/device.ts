import { createRequire } from 'node:module';
import type { Clock } from '@sinonjs/fake-timers';
import { inlayEvents } from '../../../src/core/event-options.ts';
import type { Inlay } from '../../../src/core/inlay.ts';
import { layOut, load, mount, type Rendered, sdk } from '../../miniprogram/stage.ts';
import { createWx } from '../../miniprogram/wx.ts';
import { gateway } from '../bank-names.ts';
import type { Device, Opening } from '../driver.ts';
import type { Part } from '../format.ts';
import { buttonsIn, textsIn, withWords, wordsOf } from './read.ts';

interface BankPage {
  take(): Promise<string>;
  closed(): void;
}
const shared = createRequire(import.meta.url)(`${process.cwd()}/dist/miniprogram/shared.js`) as {
  bankPage(): BankPage | undefined;
};

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const words: Record<Part, (root: Element) => Element | undefined> = {
  act: (root) => withWords(root, 'button').find((one) => !wordsOf(one).includes('shut')),
  second: (root) => withWords(root, 'button')[1],
  retry: (root) => withWords(root, 'error').flatMap((one) => withWords(one, 'button'))[0],
  less: (root) => withWords(root, 'way')[0],
  more: (root) => withWords(root, 'way')[1],
  close: (root) => withWords(root, 'close')[0],
  download: (root) => withWords(root, 'after').flatMap((one) => withWords(one, 'button'))[0],
  rules: (root) => withWords(root, 'read')[0],
  shut: (root) => withWords(root, 'shut')[0],
};

/** A mini-program with one of our components on its page; `clock` stands in for the timers since before the package was loaded. */
export function createDevice(clock: Clock): Device & { forget(): void } {
  // The simulator brings a `wx` of its own, which gives way to ours.
  load('wealth-card');
  layOut();
  const double = createWx();
  let opening: Opening | undefined;
  let component: Rendered | undefined;
  let inlay: Inlay | undefined;
  let away = false;

  double.bank = async ({ method, path, header, data }) => {
    const headers = Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));
    const body = data === undefined ? '' : typeof data === 'string' ? data : JSON.stringify(data);
    const reply = opening!.bank.answer({ method, path, headers, body }, Date.now());
    if (reply === 'silence') return new Promise(() => {});
    if (reply === 'offline') return { fail: 'net::ERR_INTERNET_DISCONNECTED' };
    // The runtime reads JSON itself, and leaves what is none as text.
    let read: unknown = reply.body;
    try {
      read = JSON.parse(reply.body);
    } catch {
      // Not JSON.
    }
    return { statusCode: reply.status, header: reply.headers, data: read };
  };
  Object.assign(double.wx, {
    navigateTo({ success }: { success?: () => void }) {
      away = true;
      component!.triggerPageLifeTime('hide');
      void shared
        .bankPage()!
        .take()
        .then((address) => opening!.onGo(address));
      success?.();
    },
    navigateToMiniProgram({ appId, path, success }: { appId: string; path: string; success?: () => void }) {
      opening!.onGo(`mini-program:${appId}/${path}`);
      success?.();
    },
  });

  const properties = (attributes: Record<string, string | null>) =>
    Object.fromEntries(
      // A flag is a property that is true where HTML has an attribute.
      Object.entries(attributes).map(([name, value]) => [name, name === 'paid' ? value !== null : (value ?? '')]),
    );

  return {
    clock,
    async settle() {
      for (let n = 0; n < 12; n++) await turn();
    },
    open(given) {
      opening = given;
      away = false;
      const { scenario, attributes, getTicket } = given;
      const { locale, mode, theme, attribution, consent } = scenario;
      inlay = sdk().init({
        ...{ partner: 'lvtu', gateway, getTicket, locale, mode, theme, attribution },
        consent: consent ?? { service: 'granted', marketing: 'granted', experience: 'granted' },
        onTrack: given.onTrack,
      });
      component = mount(scenario.widget, { loading: '', ...properties(attributes) });
      for (const name of Object.keys(inlayEvents)) {
        component.addEventListener(name, ({ detail }) => {
          given.onEvent(name, detail);
          if (given.stops(name)) (detail.preventDefault as () => void)();
        });
      }
    },
    close() {
      component?.detach();
      inlay?.destroy();
      component = inlay = undefined;
    },
    look() {
      const dom = component!.dom as Element;
      const status = withWords(dom, 'skeleton').length
        ? 'loading'
        : withWords(dom, 'error').length
          ? 'error'
          : !withWords(dom, 'base').length
            ? 'empty'
            : withWords(dom, 'act').some((act) => withWords(act, 'busy').length)
              ? 'busy'
              : 'ready';
      return { status, texts: textsIn(dom), buttons: buttonsIn(dom) };
    },
    async tap(part, times) {
      const target = words[part](component!.dom);
      if (!target) throw new Error(`There is no ${part} to tap`);
      for (let n = 0; n < times; n++) touch(target);
    },
    comeBack() {
      if (away) {
        shared.bankPage()!.closed();
        component!.triggerPageLifeTime('show');
      } else double.show();
      away = false;
    },
    set: (settings) => inlay!.update(settings),
    setAttributes: (attributes) => component!.setData(properties(attributes)),
    consent: (change) => inlay!.consent(change),
    signIn(getTicket) {
      if (getTicket) sdk().init({ partner: 'lvtu', gateway, getTicket });
      else void inlay!.logout();
    },
    forget: () => double.storage.clear(),
  };
}

/** A tap as the simulator hears it: a touch that ends where it began. */
function touch(target: Element): void {
  const { Event } = (globalThis as unknown as { window: typeof globalThis }).window;
  for (const type of ['touchstart', 'touchend']) {
    const event = new Event(type, { bubbles: true, cancelable: true });
    const finger = { identifier: 1, pageX: 10, pageY: 10, clientX: 10, clientY: 10 };
    Object.assign(event, { touches: type === 'touchstart' ? [finger] : [], changedTouches: [finger] });
    target.dispatchEvent(event);
  }
}
