// As much of a browser's page as the bridge touches. Import it before anything of src.

const names = new WeakMap<object, string>();
const open = new Map<string, number>();
const { addEventListener, removeEventListener } = EventTarget.prototype;

EventTarget.prototype.addEventListener = function (type, listener, options) {
  if (names.has(this)) open.set(`${names.get(this)} ${type}`, (open.get(`${names.get(this)} ${type}`) ?? 0) + 1);
  addEventListener.call(this, type, listener, options);
};
EventTarget.prototype.removeEventListener = function (type, listener, options) {
  if (names.has(this)) open.set(`${names.get(this)} ${type}`, (open.get(`${names.get(this)} ${type}`) ?? 0) - 1);
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
  historyState: { page: 'own' } as unknown,
  /** Listeners that stand, by target and type. */
  listeners: (): string[] => [...open].filter(([, count]) => count !== 0).map(([name, count]) => `${name} ${count}`),
  dispatch(target: 'window' | 'document', type: string, extra: object = {}) {
    page[target].dispatchEvent(Object.assign(new Event(type), extra));
  },
  reset(href = 'https://travel.example/hotel?id=7') {
    page.storage = makeStorage();
    page.navigations.length = 0;
    page.href = href;
    page.document.visibilityState = 'visible';
    delete (globalThis as { [key: symbol]: unknown })[Symbol.for('inlay')];
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
    return new URL(page.href).origin;
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
Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get: () => page.storage });
page.reset();
