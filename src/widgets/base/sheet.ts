import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Fact } from '../../core/models/wealth-state.ts';
import { link } from './facts.ts';
import { on } from './on.ts';

/** What a sheet says. */
export interface Sheet {
  title: string;
  close: string;
  lines: Fact[];
  more: { text: string; url: string };
}

interface Mark {
  inlaySheet?: number;
}
let sheets = 0;

/** A sheet of texts; `look` are the classes that the widget's own base has, because it stands beside it. */
export function sheet({ title, close, lines, more }: Sheet, look: string): TemplateResult {
  return html`<dialog class="base sheet ${look}" aria-modal="true" aria-label=${title}>
    <div class="head"><b>${title}</b></div>
    <div class="lines" tabindex="0" role="group" aria-label=${title}>
      ${lines.map(({ label, value }) => html`<p>${label ? html`<span class="note">${label}</span>` : nothing}${value}</p>`)}
      ${more.url ? html`<p>${link(more)}</p>` : nothing}
    </div>
    <button type="button" class="shut quiet">${close}</button>
  </dialog>`;
}

const doing = (act: () => void) => {
  try {
    act();
  } catch {
    // A document without a history, an engine without a top layer: the sheet works without.
  }
};

/**
 * Opens a sheet that has just been drawn: focus goes in and stays in, and Escape, the back gesture, a tap beside it or its
 * button close it. What is returned closes it too. `closed` is called once; the focus is then back where it was.
 */
export function showSheet(dialog: HTMLElement, closed: () => void): () => void {
  const root = dialog.getRootNode() as ShadowRoot;
  const before = root.activeElement as HTMLElement | null;
  const mark = ++sheets;
  let over = false;
  const marked = () => ((history.state ?? {}) as Mark).inlaySheet === mark;

  function close(): void {
    if (over) return;
    over = true;
    window.removeEventListener('popstate', back);
    // Our own entry goes, unless the page has gone on from it.
    doing(() => marked() && history.back());
    doing(() => (dialog as HTMLDialogElement).close());
    closed();
    before?.focus({ preventScroll: true });
  }
  const back = on(() => marked() || close());
  const keys = on<KeyboardEvent>((event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      // Not for the page, which may have a sheet of its own below.
      event.stopPropagation();
      close();
    }
    if (event.key !== 'Tab') return;
    const stops = [...dialog.querySelectorAll<HTMLElement>('.lines, a, button')];
    const at = stops.indexOf(root.activeElement as HTMLElement) + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    stops[(at + stops.length) % stops.length]!.focus();
  });
  const taps = on((event) => {
    const { target } = event;
    if (target === dialog || (target as Element).closest('.shut')) close();
  });
  dialog.addEventListener('keydown', keys);
  dialog.addEventListener('click', taps);
  dialog.addEventListener(
    'cancel',
    on((event) => (event.preventDefault(), close())),
  );
  // An entry of its own, with what the page keeps in its state, so that a router finds its place again.
  doing(() => history.pushState({ ...(history.state as object), inlaySheet: mark }, ''));
  window.addEventListener('popstate', back);
  // The top layer, which nothing of the page can cover or clip; without it the sheet is fixed to the viewport.
  doing(() => (dialog as HTMLDialogElement).showModal());
  // For engines that do not know the element.
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('open', '');
  dialog.querySelector<HTMLElement>('.lines')!.focus({ preventScroll: true });
  return close;
}
