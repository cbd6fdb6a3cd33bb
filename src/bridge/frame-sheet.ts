/** A modal sheet at the end of the page, in a shadow root of ours. */
export interface FrameSheet {
  /** What it holds; in the page, but not shown, until the sheet is. */
  place: HTMLElement;
  /** Shows it above everything; `closed` is called when the customer closes it. */
  show(closed: () => void): void;
  remove(): void;
}

const { addEventListener } = globalThis.EventTarget.prototype;

/** Makes the sheet; only for engines that have IntersectionObserver v2, all of which know `<dialog>`. */
export function createFrameSheet(title: string): FrameSheet {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const dialog = document.createElement('dialog');
  host.style.cssText = 'all:initial';
  dialog.setAttribute('aria-label', title);
  // No transition: the frame takes no tap before it has stood still.
  dialog.style.cssText =
    'position:fixed;inset:auto 0 0;width:100%;max-width:480px;max-height:92%;margin:0 auto;padding:0;border:0;' +
    'border-radius:14px 14px 0 0;overflow:auto;background:canvas;color-scheme:light dark';
  try {
    const backdrop = new CSSStyleSheet();
    backdrop.insertRule('::backdrop{background:rgb(0 0 0/.45)}');
    root.adoptedStyleSheets = [backdrop];
  } catch {
    // A page that refuses our sheets has the engine's own backdrop.
  }
  root.appendChild(dialog);
  document.documentElement.appendChild(host);
  return {
    place: dialog,
    show(closed) {
      addEventListener.call(dialog, 'close', closed);
      // The frame fills the dialog: what hits the dialog itself went beside it.
      addEventListener.call(dialog, 'click', ({ target }) => target === dialog && dialog.close());
      dialog.showModal();
    },
    remove: () => host.remove(),
  };
}
