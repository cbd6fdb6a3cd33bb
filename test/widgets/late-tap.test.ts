import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import * as afterPaint from '../../src/after-paint.ts';
import { retryLate, setLateLoader } from '../../src/core/late.ts';
import { clear, drawn, mount, until } from '../support/card.ts';

const { now } = Date;

/** Taps the card's button with a real mouse. */
async function tap(button: Element): Promise<void> {
  const { left, top, width, height } = button.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  await drawn();
}

describe('a tap before the code that acts on it is here', () => {
  afterEach(() => {
    clear();
    Date.now = now;
  });

  it('R1 does not act by itself long after, when the network or the customer comes back; the next one does', async () => {
    setLateLoader(() => Promise.reject(new Error('offline')));
    const card = await mount();
    const button = card.find('button');
    button.scrollIntoView({ block: 'center' });
    await drawn();
    await tap(button);
    setLateLoader(() => Promise.resolve(afterPaint));
    Date.now = () => now() + 6000;
    retryLate();
    // Once what was missing is here, the card watches its button, and what the tap has waited for has had its turn.
    await new Promise((resolve) => setTimeout(resolve));
    await drawn();
    expect(card.fake.navigations).to.deep.equal([]);
    await tap(button);
    await until('the jump', () => card.fake.navigations.length);
    expect(card.fake.navigations).to.have.length(1);
  });
});
