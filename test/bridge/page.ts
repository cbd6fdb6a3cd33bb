// As much of a browser's page as the bridge touches. Import it before anything of src.

const names = new WeakMap<object, string>();
const open = new Map<string, Set<unknown>>();
const { addEventListener, removeEventListener } = EventTarget.prototype;

function listenersOf(target: object, type: string): Set<unknown> {
  const name = `${names.get(target)} ${type}`;
  if (!open.has(name)) open.set(name, new Set());
  return open.get(name)!;
}

EventTarget.prototype.addEventListener = function (type, listener, options) {
  if (names.has(this)) listenersOf(this, type).add(listener);
  addEventListener.call(this, type, listener, options);
};
EventTarget.prototype.removeEventListener = function (type, listener, options) {
  if (names.has(this)) listenersOf(this, type).delete(listener);
  removeEventListener.call(this, type, listener, options);
};

function makeStorage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    values,
  };
}

const windowTarget = new EventTarget();
const documentTarget = Object.assign(new EventTarget(), { visibilityState: 'visible' });
names.set(windowTarget, 'window');
names.set(documentTarget, 'document');

/** The page of a test. */
export const page = {
  window: windowTarget,
  document: documentTarget,
  storage: makeStorage(),
  /** Where the page was sent. */
  navigations: [] as string[],
  href: '',
  agent: '',
  historyState: { page: 'own' } as unknown,
  /** Listeners that stand, by target and type. */
  listeners: (): string[] => [...open].filter(([, all]) => all.size).map(([name, all]) => `${name} ${all.size}`),
  dispatch(target: 'window' | 'document', type: string, extra: object = {}) {
    page[target].dispatchEvent(Object.assign(new Event(type), extra));
  },
  reset(href = 'https://travel.example/hotel?id=7') {
    page.storage = makeStorage();
    page.navigations.length = 0;
    page.href = href;
    page.agent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
    delete (windowTarget as { __wxjs_environment?: unknown }).__wxjs_environment;
    page.document.visibilityState = 'visible';
    // The genuine slot cannot be deleted; one that was configurable before stays so.
    Object.defineProperty(globalThis, Symbol.for('inlay'), { value: undefined, configurable: true });
  },
};

const location = {
  get href() {
    return page.href;
  },
  set href(url: string) {
    page.navigations.push(url);
  },
  get origin() {
    return /^[^/]+\/\/[^/]+/.exec(page.href)?.[0];
  },
  get pathname() {
    return new URL(page.href).pathname;
  },
  get search() {
    return new URL(page.href).search;
  },
};
const history = {
  get state() {
    return page.historyState;
  },
  replaceState(state: unknown, _: string, url: string) {
    page.historyState = state;
    page.href = new URL(url, page.href).href;
  },
};
Object.assign(windowTarget, { location, history });
const globals: Record<string, unknown> = { window: windowTarget, document: documentTarget, location, history };
for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
Object.defineProperty(globalThis.navigator, 'userAgent', { configurable: true, get: () => page.agent });
Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get: () => page.storage });
page.reset();
