import { inlayEvents } from '../../../src/core/event-options.ts';
import { answers, inlayOf, listenIn, type Tracked } from './answers.ts';
import type { FromPage, ToPage } from './messages.ts';
import { spoil } from './spoil.ts';

/*
 * The playground's ear in a page: runs before the page's own scripts, tells what the widgets say, answers questions. Its
 * script tag names the one origin it speaks with.
 */
const { playground = '', spoiled = '' } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
const { parent } = window;

function tell(message: FromPage): void {
  if (parent !== window) parent.postMessage(message, playground);
}

/** A copy that can cross to another window: what cannot (a function, a promise) is named. */
function plain(detail: unknown): Record<string, unknown> {
  const text = JSON.stringify(detail, (_key, value: unknown) => (typeof value === 'function' ? 'function' : value));
  return JSON.parse(text ?? '{}') as Record<string, unknown>;
}

spoil(window, spoiled.split(' '));

const tracked: Tracked[] = [];
const violations: string[] = [];
const began: Record<string, number> = {};
answers.sink = () => tracked;
answers.violations = () => violations;
answers.began = () => began;
let listening = false;

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  violations.push(`${effectiveDirective} ${blockedURI}`);
});

for (const name of Object.keys(inlayEvents)) {
  document.addEventListener(
    name,
    (event) => {
      const tag = (event.target as Element).localName;
      const { detail } = event as CustomEvent<unknown>;
      began[name] ??= performance.now();
      // As early as there is an Inlay to listen to.
      if (!listening) listenIn(window, (one) => void tracked.push(one));
      listening = true;
      tell({ inlay: 'heard', heard: { at: Math.round(performance.now()), name, tag, detail: plain(detail) } });
    },
    true,
  );
}

function wear(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) document.documentElement.style.setProperty(name, value || null);
}
for (const [name, value] of new URLSearchParams(location.search)) {
  if (name.startsWith('t.')) wear({ [`--inlay-${name.slice(2)}`]: value });
}

function changed(values: Record<string, string | null>): void {
  for (const widget of document.querySelectorAll('[data-specimen]')) {
    for (const [name, value] of Object.entries(values)) {
      if (value === null) widget.removeAttribute(name);
      else widget.setAttribute(name, value);
    }
  }
}

async function answer({ id, question, about }: ToPage & { inlay: 'ask' }): Promise<void> {
  try {
    const value: unknown = await answers[question]!(inlayOf(window), about);
    tell({ inlay: 'answer', id, value: JSON.parse(JSON.stringify(value ?? null)) as unknown });
  } catch (error) {
    tell({ inlay: 'answer', id, error: String(error) });
  }
}

/** What would leave the frame goes to the playground instead: the bank's pages refuse to stand in one. */
const { navigation } = window as { navigation?: EventTarget };
navigation?.addEventListener('navigate', (event) => {
  const { url } = (event as Event & { destination: { url: string } }).destination;
  if (parent === window || new URL(url).origin === location.origin) return;
  event.preventDefault();
  tell({ inlay: 'leaves', url });
});

addEventListener('message', ({ origin, source, data }: MessageEvent<ToPage>) => {
  if (origin !== playground || source !== parent) return;
  const root = document.documentElement;
  if (data.inlay === 'attributes') changed(data.values);
  else if (data.inlay === 'tokens') wear(data.values);
  else if (data.inlay === 'look') {
    root.classList.toggle('dark', data.dark);
    root.classList.toggle('light', data.light);
    root.classList.toggle('inlay-elder', data.elder);
  } else if (data.inlay === 'ask') void answer(data);
});

tell({ inlay: 'here' });

addEventListener('DOMContentLoaded', () => {
  let last = 0;
  const measure = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== last) tell({ inlay: 'size', height: (last = height) });
  };
  if (document.body.dataset.fits !== undefined) new ResizeObserver(measure).observe(document.body);
});
