/** One of the 39 messy hosts of threat T2: what the page did to its own world before our script came. */
export interface MessyHost {
  name: string;
  /** Runs in the page's head, before our script. */
  before?: string;
  /** Goes into the head, after `before` and ahead of our script. */
  head?: string;
  /** Goes into the body, ahead of the card. */
  body?: string;
  /** Runs when the page has loaded. */
  later?: string;
  /** The whole page's frame when it is not ordinary HTML. */
  frame?: 'quirks';
  /** What must be seen: the card with its product, or (where no product can be fetched or drawn) a clean way out. */
  shows: 'card' | 'way out';
}

const drop = (path: string) => `try { delete ${path}; } catch {} try { ${path} = undefined; } catch {}`;

/** The messy hosts that patch, break or lack what we call. */
const broken: MessyHost[] = [
  {
    name: 'fetch wrapped by a monitoring script that adds a header and clones every answer',
    before: `const f = window.fetch; window.fetch = function (input, init) {
      return f.call(this, input, init).then((r) => { r.clone().text(); return r; }); };`,
    shows: 'card',
  },
  {
    name: 'fetch throws at once',
    before: `window.fetch = () => { throw new Error('no fetch here'); };`,
    shows: 'way out',
  },
  { name: 'fetch is missing', before: drop('window.fetch'), shows: 'way out' },
  { name: 'sendBeacon is missing', before: drop('Navigator.prototype.sendBeacon'), shows: 'card' },
  {
    name: 'sendBeacon throws',
    before: `Navigator.prototype.sendBeacon = () => { throw new TypeError('refused'); };`,
    shows: 'card',
  },
  {
    name: 'Promise replaced by a subclass that waits a task, as a zone does',
    before: `const P = Promise; window.Promise = class extends P {
      then(a, b) { return super.then(a && ((v) => new P((r) => setTimeout(r)).then(() => a(v))), b); } };`,
    shows: 'card',
  },
  {
    name: 'Promise.prototype.then patched to count calls and to run callbacks in a zone',
    before: `const then = Promise.prototype.then; window.zone = 0; Promise.prototype.then = function (a, b) {
      const run = (f) => typeof f === 'function' ? function (v) { window.zone++; return f.call(undefined, v); } : f;
      return then.call(this, run(a), run(b)); };`,
    shows: 'card',
  },
  {
    name: 'JSON.parse turns everything that looks like a date into a Date',
    before: `const p = JSON.parse; JSON.parse = (t, r) => p(t, (k, v) =>
      typeof v === 'string' && /^\\d{4}-\\d\\d-\\d\\d/.test(v) ? new Date(v) : r ? r(k, v) : v);`,
    shows: 'card',
  },
  {
    name: 'JSON.stringify replaced by one that writes arrays as strings',
    before: `const s = JSON.stringify; JSON.stringify = (v, r, i) =>
      s(v, (k, x) => (Array.isArray(x) ? s(x) : x), i);`,
    shows: 'card',
  },
  {
    name: 'toJSON on Array.prototype, as Prototype.js 1.6 had it',
    before: `Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };`,
    shows: 'card',
  },
  {
    name: 'toJSON on Object.prototype',
    before: `Object.prototype.toJSON = function () { return { hijacked: true }; };`,
    shows: 'card',
  },
  {
    name: 'toJSON on String.prototype and Number.prototype',
    before: `String.prototype.toJSON = function () { return '"' + this + '"'; };
      Number.prototype.toJSON = function () { return 'n' + this; };`,
    shows: 'card',
  },
  {
    name: 'toJSON on Date.prototype gives seconds',
    before: `Date.prototype.toJSON = function () { return Math.floor(this / 1000); };`,
    shows: 'card',
  },
  {
    name: 'Object.prototype polluted with enumerable values',
    before: `Object.assign(Object.prototype, { extend: function () {}, method: 'DELETE', body: 'x', headers: 1, mode: 'no-cors',
      product: 'EVIL', code: 'evil', signal: 5, once: true, passive: 1, credentials: 'include' });`,
    shows: 'card',
  },
  {
    name: 'Object.prototype polluted with enumerable accessors',
    before: `for (const k of ['status', 'view', 'rules', 'points', 'locale']) Object.defineProperty(Object.prototype, k, {
      configurable: true, enumerable: true, get() { return undefined; },
      set(v) { Object.defineProperty(this, k, { value: v, writable: true, enumerable: true, configurable: true }); } });`,
    shows: 'card',
  },
  {
    name: 'Array.prototype with enumerable extras',
    before: `Array.prototype.remove = function () {}; Array.prototype.last = function () { return this[this.length - 1]; };
      Array.prototype.first = 'first';`,
    shows: 'card',
  },
  { name: 'NodeList has no iterator', before: `delete NodeList.prototype[Symbol.iterator];`, shows: 'card' },
  {
    name: 'array and set iterators replaced by slow copies',
    before: `for (const C of [Array, Set, Map]) { const it = C.prototype[Symbol.iterator];
      C.prototype[Symbol.iterator] = function () { const i = it.call(this); return { next: () => i.next(), [Symbol.iterator]() { return this; } }; }; }`,
    shows: 'card',
  },
  {
    name: 'customElements.define wrapped and logging',
    before: `const d = customElements.define; customElements.define = function (n, c, o) {
      (window.defined = window.defined || []).push(n); return d.call(this, n, c, o); };`,
    shows: 'card',
  },
  {
    name: 'customElements is missing',
    before: `Object.defineProperty(window, 'customElements', { value: undefined });`,
    shows: 'way out',
  },
  {
    name: 'the tag is already taken',
    before: `customElements.define('inlay-wealth-card', class extends HTMLElement {});`,
    shows: 'way out',
  },
  {
    name: 'attachShadow patched to make every root closed',
    before: `const a = Element.prototype.attachShadow; Element.prototype.attachShadow = function (o) {
      return a.call(this, { ...o, mode: 'closed' }); };`,
    shows: 'card',
  },
  {
    name: 'no adoptedStyleSheets',
    before: `delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;`,
    shows: 'card',
  },
  {
    name: 'adoptedStyleSheets refuses every sheet',
    before: `for (const C of [Document, ShadowRoot]) Object.defineProperty(C.prototype, 'adoptedStyleSheets', {
      configurable: true, get: () => [], set() { throw new DOMException('Sharing constructed stylesheets', 'NotAllowedError'); } });`,
    shows: 'card',
  },
  {
    name: 'new CSSStyleSheet throws',
    before: `window.CSSStyleSheet = function () { throw new TypeError('Illegal constructor'); };`,
    shows: 'card',
  },
  {
    name: 'no MutationObserver and no IntersectionObserver',
    before: drop('window.MutationObserver') + drop('window.IntersectionObserver'),
    shows: 'card',
  },
];

/** The messy hosts whose environment is odd, whose names are ours, or whose markup is in the way. */
const odd: MessyHost[] = [
  {
    name: 'IntersectionObserver replaced by a polyfill that never measures',
    before: `window.IntersectionObserver = function (f) { this.observe = (t) => setTimeout(() => f([{ target: t, isIntersecting: true }], this));
      this.unobserve = this.disconnect = () => {}; };`,
    shows: 'card',
  },
  {
    name: 'indexedDB is undefined, storage throws',
    before: `Object.defineProperty(window, 'indexedDB', { value: undefined });
      for (const k of ['localStorage', 'sessionStorage']) Object.defineProperty(window, k, { get() { throw new DOMException('denied', 'SecurityError'); } });`,
    shows: 'card',
  },
  {
    name: 'indexedDB.open throws',
    before: `IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };`,
    shows: 'card',
  },
  {
    name: 'no crypto.subtle and no randomUUID',
    before: `Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }); delete Crypto.prototype.randomUUID;`,
    shows: 'card',
  },
  {
    name: 'no performance, no requestIdleCallback, no navigator.locks',
    before: `Object.defineProperty(window, 'performance', { value: undefined }); ${drop('window.requestIdleCallback')}
      Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });`,
    shows: 'card',
  },
  {
    name: 'Event and CustomEvent replaced by old constructors',
    before: `for (const k of ['Event', 'CustomEvent']) { window[k] = function (n, o) { o = o || {};
      const e = document.createEvent('CustomEvent'); e.initCustomEvent(n, !!o.bubbles, !!o.cancelable, o.detail); return e; }; }`,
    shows: 'card',
  },
  {
    name: 'timers throttled, Date frozen, URL and console gone',
    before: `const t = window.setTimeout; window.setTimeout = (f, ms, ...a) => ({ id: t(f, Math.max(50, ms || 0), ...a), toString() { return '7'; } });
      const D = Date, now = D.now(); window.Date = class extends D { constructor(...a) { a.length ? super(...a) : super(now); } static now() { return now; } };
      ${drop('window.URL')} Object.defineProperty(window, 'console', { value: undefined });`,
    shows: 'card',
  },
  {
    name: 'the global name inlay is taken, and ids equal to ours are on the page',
    before: `window.inlay = function theirs() { return 'theirs'; };`,
    body: `<div id="inlay"></div><a id="fetch"></a><a id="crypto"></a><a id="customElements"></a><p id="inlay-wealth-card"></p>`,
    shows: 'card',
  },
  {
    name: 'currentScript, customElements, body and head clobbered by named elements',
    body: `<img name="currentScript" src="data:," alt=""><form name="customElements"></form><form name="head"></form>
      <img name="querySelector" src="data:," alt=""><img name="visibilityState" src="data:," alt=""><form name="adoptedStyleSheets"></form>`,
    shows: 'card',
  },
  {
    name: 'all: unset on everything, html at 62.5 %, right to left, wide letters, everything invisible to its children',
    head: `<style>* { all: unset !important } html { font-size: 62.5%; direction: rtl; letter-spacing: 9px; word-spacing: 2em;
      text-transform: uppercase; font: italic 3px/1 cursive; color: #fff }</style>`,
    shows: 'card',
  },
  {
    name: 'Prototype.js and MooTools on one page',
    before: `Function.prototype.bind = function (o) { const f = this; return function () { return f.apply(o, arguments); }; };
      Array.from = function (x) { if (x == null) return []; const r = []; for (let i = 0; i < x.length; i++) r.push(x[i]); return r; };
      Element.prototype.remove = function () { this.parentNode && this.parentNode.removeChild(this); return this; };
      Array.prototype.each = Array.prototype.forEach; Array.prototype.toJSON = function () { return this.slice(); };
      Object.keys = function (o) { const k = []; for (const n in o) k.push(n); return k; };
      Array.prototype.find = Array.prototype.detect = function (f) { for (const x of this) if (f(x)) return x; };
      window.$ = window.$$ = function () {}; Element.prototype.hide = Element.prototype.show = function () { return this; };`,
    shows: 'card',
  },
  {
    name: 'the page is written over with document.write after load, base href elsewhere',
    head: `<base href="http://elsewhere.localhost/">`,
    later: `document.open(); document.write('<!doctype html><meta charset=utf-8><title>again</title><inlay-wealth-card product="FN30D02A" placement="again"></inlay-wealth-card>'); document.close();`,
    shows: 'card',
  },
  { name: 'quirks mode without a doctype, in a frame-like table', frame: 'quirks', shows: 'card' },
];

/** The 39 messy hosts of threat T2, each by name. */
export const messyHosts: readonly MessyHost[] = [...broken, ...odd];
