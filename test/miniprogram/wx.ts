import { randomBytes } from 'node:crypto';

/** One request as the double saw it. */
export interface WxRequest {
  url: string;
  path: string;
  method: string;
  header: Record<string, string>;
  data: unknown;
}

/** What the bank answers; `fail` is the text of a failed request. */
export interface WxAnswer {
  statusCode?: number;
  data?: unknown;
  header?: Record<string, string>;
  fail?: string;
}

type Listener = (value?: unknown) => void;

/** WeChat's runtime as far as the SDK uses it, with everything that left it on record. */
export interface WxDouble {
  requests: WxRequest[];
  /** Keys of `wx` storage with their values. */
  storage: Map<string, unknown>;
  /** Answers a request; the default says 404 as the sandbox bank does. */
  bank: (request: WxRequest) => WxAnswer | Promise<WxAnswer>;
  /** How the mini-program was opened: the scene's number, the query, what another mini-program brought along. */
  enter: { scene: number; path: string; query: Record<string, string>; referrerInfo: { extraData?: object } };
  /** Other calls by their name, with what they were given; `answers` says which of them fail, and with what. */
  calls: { name: string; given: Record<string, unknown> }[];
  answers: Record<string, { fail?: string } | undefined>;
  /** The app goes to the background and comes back. */
  hide(): void;
  show(): void;
  readonly wx: Record<string, unknown>;
}

/** Bank time of every answer unless it brings its own. */
export const dateOf = (now: number) => new Date(now).toUTCString();

/** Makes a double and puts it where the runtime has it. */
export function createWx(): WxDouble {
  const listeners: Record<'show' | 'hide', Set<Listener>> = { show: new Set(), hide: new Set() };
  /** A call that ends well unless the test says how it fails. */
  const call = (name: string) => (given: Record<string, (value: object) => void>) => {
    double.calls.push({ name, given });
    const fail = double.answers[name]?.fail;
    if (fail === undefined) given.success?.({ errMsg: `${name}:ok` });
    else given.fail?.({ errMsg: `${name}:fail ${fail}` });
  };
  const double: WxDouble = {
    requests: [],
    enter: { scene: 1001, path: 'pages/index/index', query: {}, referrerInfo: {} },
    calls: [],
    answers: {},
    storage: new Map(),
    bank: () => ({ statusCode: 404, data: { code: 'not_found', traceId: 'trace' } }),
    hide: () => [...listeners.hide].forEach((listener) => listener()),
    show: () => [...listeners.show].forEach((listener) => listener(double.enter)),
    wx: {
      request(options: Record<string, (value: unknown) => void> & { url: string; method?: string; data?: unknown }) {
        const { url, method = 'GET', header, data } = options as never as WxRequest;
        const request = { url, path: url.replace(/^\w+:\/\/[^/]+/, ''), method, header, data };
        double.requests.push(request);
        let ended = false;
        const end = (name: 'success' | 'fail', value: unknown) => {
          if (ended) return;
          ended = true;
          options[name]?.(value);
          options.complete?.(value);
        };
        void Promise.resolve(double.bank(request)).then(({ fail, statusCode = 200, data = '', header = {} }) => {
          if (fail !== undefined) return end('fail', { errMsg: `request:fail ${fail}`, errno: 5 });
          // As over the wire: nothing is shared with the double, and the runtime reads JSON itself.
          end('success', { statusCode, data: structuredClone(data), header, cookies: [], errMsg: 'request:ok' });
        });
        return { abort: () => end('fail', { errMsg: 'request:fail abort' }) };
      },
      getRandomValues: ({ length, success }: { length: number; success(answer: object): void }) =>
        void setImmediate(() => success({ randomValues: Uint8Array.from(randomBytes(length)).buffer })),
      // An absent key is an empty text.
      getStorageSync: (key: string) => double.storage.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => void double.storage.set(key, structuredClone(value)),
      removeStorageSync: (key: string) => void double.storage.delete(key),
      getStorageInfoSync: () => ({ keys: [...double.storage.keys()], currentSize: 1, limitSize: 10_240 }),
      getLaunchOptionsSync: () => double.enter,
      getEnterOptionsSync: () => double.enter,
      navigateTo: call('navigateTo'),
      navigateBack: call('navigateBack'),
      navigateToMiniProgram: call('navigateToMiniProgram'),
      onAppShow: (listener: Listener) => void listeners.show.add(listener),
      offAppShow: (listener: Listener) => void listeners.show.delete(listener),
      onAppHide: (listener: Listener) => void listeners.hide.add(listener),
      offAppHide: (listener: Listener) => void listeners.hide.delete(listener),
    },
  };
  (globalThis as unknown as { wx: unknown }).wx = double.wx;
  return double;
}
