import { InlayError } from '../../src/core/errors.ts';
import type { InlayEvents } from '../../src/core/events.ts';
import type { Inlay } from '../../src/core/inlay.ts';
import type { FakeInlay } from '../support/fake-inlay.ts';
import { mount, sdk, simulator, type Rendered } from './stage.ts';
import { createWx, dateOf, type WxDouble } from './wx.ts';

/** Everything a component tells its page. */
const names: (keyof InlayEvents)[] = [
  'inlay-ready',
  'inlay-empty',
  'inlay-error',
  'inlay-product-open',
  'inlay-claim-intent',
  'inlay-coupon-claimed',
  'inlay-app-open',
  'inlay-app-result',
  'inlay-points-open',
  'inlay-points-redeemed',
  'inlay-points-released',
];

/** A component of the built package before a bank, with what it told its page and what it drew. */
export interface AtCounter extends Rendered {
  events: [name: string, detail: Record<string, unknown>][];
  /** Keys of each `setData`, in order. */
  draws: string[][];
  tap(selector: string): void;
}

/** A mini-program whose `wx.request` reaches the bank that stands behind a fake Inlay, as the user that one has. */
export interface Counter {
  double: WxDouble;
  inlay: Inlay;
  place(name: string, properties?: Record<string, unknown>, hear?: Hear): AtCounter;
  close(): void;
}

/** What the page does when it is told something. */
export type Hear = (name: string, detail: Record<string, unknown>) => void;

/** Has a double's requests reach the bank behind a fake Inlay. */
export function connect(double: WxDouble, fake: FakeInlay): void {
  double.bank = async ({ path, method, data, header: sent }) => {
    // An answer that a cache may have kept says nothing of the time.
    const header = { Date: dateOf(fake.clock.now()), 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    const answer = { header };
    const { level, user } = fake.session.getState();
    if (path === '/oidc/token')
      return { ...answer, data: { access_token: 'token', token_type: 'DPoP', expires_in: 600, session: user } };
    if (sent.Authorization && level === 'anonymous')
      return { ...answer, statusCode: 401, data: { code: 'signed_out' } };
    const body: unknown = typeof data === 'string' && data ? JSON.parse(data) : data;
    const sender = sent.Authorization ? user : undefined;
    const request = { method: method as 'GET', path, body, idempotencyKey: sent['Idempotency-Key'], user: sender };
    try {
      return { ...answer, data: (await fake.ports.http.request<object>(request)) ?? {} };
    } catch (thrown) {
      if (!(thrown instanceof InlayError)) console.error(thrown);
      const { status = 500, reason, code, retryable, traceId } = thrown as InlayError;
      return { ...answer, statusCode: status, data: { code: reason ?? code, retryable, traceId } };
    }
  };
}

/** Opens it. */
export function openCounter(fake: FakeInlay, config: object = {}): Counter {
  // It makes its own `wx` of the one it finds: ours comes after it.
  simulator();
  const double = createWx();
  connect(double, fake);
  const signed = fake.session.getState().level === 'partner';
  const inlay = sdk().init({
    ...{ partner: 'lvtu', gateway: 'https://open.bank.example' },
    ...(signed && { getTicket: async () => 'ticket' }),
    ...config,
  });
  const placed: AtCounter[] = [];
  return {
    double,
    inlay,
    place(name, properties = {}, hear = () => {}) {
      const component = mount(name, { placement: 'test', theme: 'light', ...properties });
      const events: AtCounter['events'] = [];
      for (const event of names)
        component.addEventListener(event, ({ detail }) => {
          events.push([event, detail]);
          hear(event, detail);
        });
      // All of it is on screen: there is no layout here that could say so.
      component.instance.createIntersectionObserver = () => ({
        relativeToViewport: () => ({
          observe: (_: string, seen: (entry: object) => void) =>
            seen({ intersectionRatio: 1, intersectionRect: { height: 400 }, relativeRect: { top: 0, bottom: 800 } }),
        }),
        disconnect() {},
      });
      const draws: string[][] = [];
      const { instance } = component;
      const draw = instance.setData!;
      instance.setData = (data) => {
        draws.push(Object.keys(data as object));
        return draw.call(instance, data);
      };
      const tap = (selector: string) => component.querySelector(selector)!.dispatchEvent('tap');
      placed.push(Object.assign(component, { events, draws, tap }));
      return placed.at(-1)!;
    },
    close() {
      placed.forEach((component) => component.detach());
      inlay.destroy();
    },
  };
}
