import { expect } from '@open-wc/testing';
import { openFrame, type BankFrame } from '../../src/bridge/frame.ts';

/** The bank's side, on another origin of this very server: its channel itself, with a script that says what it heard. */
const gateway = location.origin.replace('localhost', '127.0.0.1');
const bankPage = '/test/support/frame-bank.html';

interface Sitting {
  frame: BankFrame;
  said: unknown[];
  lost: number;
}

let open: Sitting[] = [];

function sit({ path = bankPage, at = gateway, nonce = 'n'.repeat(22) } = {}): Sitting {
  const sitting = { said: [], lost: 0 } as unknown as Sitting;
  sitting.frame = openFrame(document.body, {
    ...{ gateway: at, path: `${path}?parent=${encodeURIComponent(location.origin)}`, nonce, title: '银行' },
    clock: {
      now: () => Date.now(),
      after(milliseconds, callback) {
        const timer = setTimeout(callback, Math.min(milliseconds, 3000));
        return () => clearTimeout(timer);
      },
    },
    onMessage: (message) => sitting.said.push(message),
    onLost: () => void sitting.lost++,
  });
  open.push(sitting);
  return sitting;
}

async function until(ask: () => boolean, patience = 6000): Promise<void> {
  for (const start = Date.now(); !ask();) {
    if (Date.now() - start > patience) throw new Error(`never: ${ask}`);
    await new Promise((later) => setTimeout(later, 20));
  }
}

describe('S4 the handshake with the bank’s frame', () => {
  afterEach(() => {
    for (const { frame } of open) frame.destroy();
    open = [];
  });

  it('hands one port with the nonce to the bank’s origin; what was sent before waits in it', async () => {
    const { frame, said } = sit({ nonce: 'abcdefghijklmnopqrst_-' });
    frame.send({ kind: 'early' });
    await until(() => said.length === 2);
    expect(said).to.deep.equal([
      { kind: 'connected', origin: location.origin, nonce: 'abcdefghijklmnopqrst_-' },
      { kind: 'heard', message: { kind: 'early' } },
    ]);
  });

  it('keeps two frames apart', async () => {
    const one = sit({ nonce: '1'.repeat(22) });
    const two = sit({ nonce: '2'.repeat(22) });
    await until(() => one.said.length > 0 && two.said.length > 0);
    expect((one.said[0] as { nonce: string }).nonce).to.equal('1'.repeat(22));
    expect((two.said[0] as { nonce: string }).nonce).to.equal('2'.repeat(22));
  });

  it('S4 answers no hello but that of its own frame and origin, whoever else says it', async () => {
    const sitting = sit({ path: '/test/support/frame-silent.html' });
    const { frame, said } = sitting;
    const other = document.body.appendChild(document.createElement('iframe'));
    const words = ['inlay 1 hello', null, 1, {}, 'inlay 1'];
    for (const data of words) {
      for (const source of [window, other.contentWindow, null]) {
        dispatchEvent(new MessageEvent('message', { data, source, origin: gateway }));
        dispatchEvent(new MessageEvent('message', { data, source, origin: location.origin }));
      }
      dispatchEvent(
        new MessageEvent('message', { data, source: frame.element.contentWindow, origin: `${gateway}.evil` }),
      );
      dispatchEvent(new MessageEvent('message', { data, source: frame.element.contentWindow, origin: '' }));
    }
    await new Promise((later) => setTimeout(later, 500));
    expect(said).to.deep.equal([]);
    // A second hello that counts would have ended it.
    expect(sitting.lost).to.equal(0);
    other.remove();
  });

  it('is lost once when the frame says nothing, and takes it out of the page', async () => {
    const before = document.querySelectorAll('iframe').length;
    const sitting = sit({ path: '/test/support/frame-silent.html' });
    await until(() => sitting.lost > 0);
    expect(sitting.lost).to.equal(1);
    expect(document.querySelectorAll('iframe').length).to.equal(before);
  });

  it('T6 is lost once when the frame is loaded anew', async () => {
    const sitting = sit();
    await until(() => sitting.said.length > 0);
    sitting.frame.element.src += '&again';
    await until(() => sitting.lost > 0);
    await new Promise((later) => setTimeout(later, 300));
    expect(sitting.lost).to.equal(1);
    expect(sitting.said.length).to.equal(1);
  });

  it('says nothing more and hears nothing more once destroyed', async () => {
    const sitting = sit();
    await until(() => sitting.said.length > 0);
    sitting.frame.destroy();
    sitting.frame.send({ kind: 'late' });
    dispatchEvent(new MessageEvent('message', { data: 'inlay 1 hello', origin: gateway }));
    await new Promise((later) => setTimeout(later, 200));
    expect(sitting.said.length).to.equal(1);
    expect(sitting.lost).to.equal(0);
  });

  it('has a name for screen readers, a sandbox, a referrer policy, and nothing in its address but public words', () => {
    const { element } = sit().frame;
    expect(element.title).to.equal('银行');
    expect([...element.sandbox].sort()).to.deep.equal([
      'allow-forms',
      'allow-popups',
      'allow-same-origin',
      'allow-scripts',
    ]);
    expect(element.referrerPolicy).to.equal('strict-origin');
    expect(element.src).not.to.contain('nnnn');
  });
});
