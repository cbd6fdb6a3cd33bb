import { expect } from '@open-wc/testing';
import * as afterPaint from '../../src/after-paint.ts';
import { pageSlot } from '../../src/core/slot.ts';
import { until } from '../support/card.ts';

// Of a build of chunks, which this is not.
Object.assign(globalThis, { __INLAY_LATE__: {} });

describe('what a script tag says', () => {
  it('is not said again by a later init: a consent withdrawn stays withdrawn, and so does what was changed since', async () => {
    const { createRuntime } = await import('../../src/runtime.ts');
    const slot = pageSlot('test')!;
    const tag = {
      partner: 'lvtu',
      gateway: 'http://127.0.0.1:9',
      consent: 'experience',
      locale: 'zh-HK',
      attribution: 'aaaaaaaa.tagtoken',
    };
    const runtime = createRuntime(slot, tag, { late: () => Promise.resolve(afterPaint) });
    runtime.start();
    const inlay = slot.inlay!;
    const track = () => inlay.ports.tracker.track('coupon_rules_read', { campaign: 'C', placement: 'p', rules: 'r' });
    track();
    await until('the tracker', () => inlay.ledger().queued);
    runtime.answer(['consent', { service: 'denied', marketing: 'denied', experience: 'denied' }]);
    runtime.answer(['update', { locale: 'en' }]);
    inlay.attribution.take('bbbbbbbb.router');

    // The page’s user signs in.
    runtime.answer(['init', { getTicket: () => Promise.reject(new Error('none')) }]);
    const { denied } = inlay.ledger();
    track();
    expect(inlay.ledger().denied).to.equal(denied + 1);
    expect(inlay.settings.getState().locale).to.equal('en');
    expect(inlay.attribution.token()).to.equal('bbbbbbbb.router');

    // What the call itself says counts.
    runtime.answer(['init', { locale: 'zh-CN', consent: { experience: 'granted' } }]);
    track();
    expect(inlay.ledger().denied).to.equal(denied + 1);
    expect(inlay.settings.getState().locale).to.equal('zh-CN');
    inlay.destroy();
  });
});
