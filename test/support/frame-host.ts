// The host's side of a frame as a page of a test has it: `src/bridge/frame.ts` itself, put on the window.
import { openFrame, type BankFrame } from '../../src/bridge/frame.ts';

/** One visit to the bank's frame, and everything it said. */
export interface Sitting {
  frame: BankFrame;
  nonce: string;
  said: { kind?: string; [member: string]: unknown }[];
  lost: boolean;
}

declare global {
  interface Window {
    /** Opens a frame in the page's `#place`. */
    sit(gateway: string, path: string, patience?: number): Sitting;
    sittings: Sitting[];
  }
}

window.sittings = [];
window.sit = (gateway, path) => {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
  const sitting = { nonce, said: [], lost: false } as unknown as Sitting;
  sitting.frame = openFrame(document.getElementById('place')!, {
    ...{ gateway, path, nonce, title: '银行的领取页面' },
    clock: {
      now: () => Date.now(),
      after(milliseconds, callback) {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    onMessage: (message) => sitting.said.push(message as Sitting['said'][0]),
    onLost: () => (sitting.lost = true),
  });
  window.sittings.push(sitting);
  return sitting;
};
