import type { Clock } from '../core/ports.ts';

/** What {@link openFrame} needs. */
export interface FrameParts {
  /** The bank's origin, exact. */
  gateway: string;
  /** Path and query of the bank's page: public words only. */
  path: string;
  /** For screen readers. */
  title: string;
  /** The word by which the bank's ticket is bound to this one frame: 22 of base64url. */
  nonce: string;
  clock: Clock;
  /** Told what comes over the port; from the bank, but not trusted to be well formed. */
  onMessage(message: unknown): void;
  /** Told once when the frame did not answer in time, or is another document than the one that had the port. */
  onLost(): void;
}

/** A page of the bank within this page. */
export interface BankFrame {
  element: HTMLIFrameElement;
  /** Sends a message; before the handshake it waits in the port. */
  send(message: object): void;
  destroy(): void;
}

const { MessageChannel } = globalThis;
// From the prototype: a form on the page with an input of that name would hide the document's own method.
const { addEventListener, removeEventListener } = globalThis.EventTarget.prototype;
const patience = 5000;

/**
 * Puts a page of the bank into a place of this page and hands it one port: after a hello from exactly that window and
 * that origin, in an answer that only that origin can read. Nothing else that arrives at this window is looked at.
 */
export function openFrame(place: Element, parts: FrameParts): BankFrame {
  const { gateway, nonce } = parts;
  const element = document.createElement('iframe');
  const { port1, port2 } = new MessageChannel();
  let greeted = false;
  let loads = 0;

  function end(): void {
    cancel();
    removeEventListener.call(window, 'message', hear as EventListener);
    port1.close();
    element.remove();
  }
  function lose(): void {
    end();
    parts.onLost();
  }
  function hear({ source, origin, data }: MessageEvent): void {
    if (source !== element.contentWindow || origin !== gateway || data !== 'inlay 1 hello') return;
    // A second hello is a second document.
    if (greeted) return lose();
    greeted = true;
    cancel();
    element.contentWindow!.postMessage(`inlay 1 ${nonce}`, gateway, [port2]);
  }

  const cancel = parts.clock.after(patience, lose);
  addEventListener.call(window, 'message', hear as EventListener);
  port1.onmessage = ({ data }) => parts.onMessage(data);
  // Only a page that was left or loaded anew loads twice.
  element.onload = () => ++loads > 1 && lose();
  element.title = parts.title;
  element.referrerPolicy = 'strict-origin';
  element.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups');
  // By CSSOM, which no style policy of the page forbids.
  element.style.cssText = 'display:block;width:100%;height:420px;border:0;color-scheme:normal';
  element.src = gateway + parts.path;
  place.appendChild(element);
  return { element, send: (message) => port1.postMessage(message), destroy: end };
}
