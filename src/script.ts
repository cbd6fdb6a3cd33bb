// The loader, dist/inlay.js: sees which tags a page has and brings what they need.
import { askAhead, sent } from './ahead.ts';
import { each, hashes, loadChunk, ownScript, twins } from './chunks.ts';
import { takePage, type PageCall } from './page.ts';
import type { createRuntime, Runtime, Sources } from './runtime.ts';

/** The tags of this build, each with the name of its chunk and what it asks the gateway first; set by the build. */
declare const __INLAY_TAGS__: Readonly<Record<string, readonly [chunk: string, first: string]>>;

interface Base {
  createRuntime: typeof createRuntime;
  lateHashes: object;
}
/** A chunk that needs the base chunk is a function of it, so that it imports nothing by itself. */
interface Part {
  default: ((base: Base) => unknown) | object;
}

const table = __INLAY_TAGS__;
const tags = Object.keys(table);
const data = { ...ownScript?.dataset };
// The tags stand before what the page calls: a consent it has taken back stays so.
const calls: PageCall[] = twins.map(({ dataset }) => ['tag', { ...dataset }]);
let made: Runtime | undefined;

/** What a chunk exports. */
async function part(name: string): Promise<unknown> {
  const [base, chunk] = await Promise.all([loadChunk<Base>('base'), loadChunk<Part>(name)]);
  return typeof chunk.default === 'function' ? (chunk.default as (base: Base) => unknown)(base) : chunk.default;
}

async function runtime(): Promise<Runtime> {
  const base = await loadChunk<Base>('base');
  Object.assign(hashes, base.lateHashes);
  const it = (made ||= base.createRuntime(slot!, data, {
    late: part,
    texts: (locale) => part(`text-${locale}`),
    ahead: sent,
    // It needs nothing of the base chunk.
    qr: () => loadChunk('qr'),
  } as Sources));
  // After a failed load as well: no call of the page is lost.
  calls.splice(0).forEach((call) => it.answer(call));
  return it;
}

/** Loads what a tag needs, once; a failure is told to each element and may be tried again by the next one. */
async function bring(tag: string): Promise<void> {
  if (begun[tag]) return;
  begun[tag] = true;
  try {
    const [it, parts] = await Promise.all([runtime(), part(table[tag]![0])]);
    const { element } = parts as { element: CustomElementConstructor & { needs?: string } };
    it.start();
    it.define(tag, element);
    // A list stands around other widgets, in a root we do not look into.
    if (element.needs) void bring(element.needs);
    if (++here === tags.length) [near, appear].forEach((observer) => observer?.disconnect());
  } catch {
    begun[tag] = undefined;
    const detail = { widget: tag.slice(6), code: 'network', retryable: true };
    each(document, tag, (element) =>
      element.dispatchEvent(new CustomEvent('inlay-error', { bubbles: true, composed: true, detail })),
    );
  }
}
const begun: Record<string, true | undefined> = {};
let here = 0;

/** An element that came near: what it asks first goes at once, beside its code. */
function come(element: Element): void {
  const tag = element.localName;
  if (!made) {
    askAhead('/v1/channel-policy?partner={partner}', element, data);
    const first = table[tag]![1];
    if (first) askAhead(`/v1/${first}?partner={partner}&locale={locale}`, element, data);
  }
  void bring(tag);
}

function look(element: Element): void {
  if (near && element.getAttribute('loading') !== 'eager' && !isNear(element)) near.observe(element);
  else come(element);
}

/** Asked before the first frame: the observer answers after it, which on a cheap phone is a tenth of the way to the paint. */
function isNear(element: Element): boolean {
  const box = element.getClientRects()[0];
  return (
    !!box &&
    box.bottom > -margin &&
    box.top < innerHeight + margin &&
    box.right > -margin &&
    box.left < innerWidth + margin
  );
}

/** Pixels around the viewport within which a tag counts as near. */
const margin = 600;
let near: IntersectionObserver | undefined;
let appear: MutationObserver | undefined;

function watch(): void {
  const selector = tags.join();
  // Without the observer (or with a stand-in that throws) every tag counts as near.
  try {
    near = new IntersectionObserver(
      (entries) => entries.forEach((entry) => entry.isIntersecting && come(entry.target)),
      { rootMargin: `${margin}px` },
    );
  } catch {
    near = undefined;
  }
  each(document, selector, look);
  if (window.MutationObserver) {
    appear = new MutationObserver((records) =>
      records.forEach((record) =>
        record.addedNodes.forEach((node) => {
          if (!(node instanceof Element)) return;
          if (node.matches(selector)) look(node);
          each(node, selector, look);
        }),
      ),
    );
    appear.observe(document, { childList: true, subtree: true });
  }
}

function answer(call: PageCall): void {
  calls.push(call);
  runtime().catch(() => {});
}

// Without custom elements every tag stays the light-DOM link it is.
const slot = window.customElements && takePage(data, answer);
if (slot) {
  if (calls.length) runtime().catch(() => {});
  watch();
}
