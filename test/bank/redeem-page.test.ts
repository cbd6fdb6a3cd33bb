import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ownPath } from '../../demo/bank/h5/own-path.ts';
import { type PointsRig, startPointsRig } from './points-rig.ts';
import { createBrowser, engines } from './rig.ts';

for (const engine of engines) {
  describe(`The bank’s page that confirms a redemption, on ${engine}`, () => {
    let rig: PointsRig;
    let quote = '';
    before(async () => {
      rig = await startPointsRig(engine);
      const visitor = await rig.visitor('lvtu-u-1001');
      const wish = { item: 'LATTE-26', quantity: 1, digest: await rig.digest('LATTE-26'), placement: 'test' };
      quote = ((await visitor.call('/v1/points/quotes?partner=lvtu', wish)).json as { quote: string }).quote;
    });
    after(() => rig.stop());
    const at = (path: string) => createBrowser().go(rig.bank.origin + path);

    it('P2 asks for the bank’s own sign-in first, which comes back to it with quote and state', async () => {
      const { status, location } = await at(`/h5/redeem?quote=${quote}&state=st-1`);
      assert.equal(status, 303);
      const url = new URL(location!);
      assert.equal(url.pathname, '/h5/sign-in');
      const next = url.searchParams.get('next')!;
      assert.deepEqual(ownPath(next), {
        done: `/h5/redeem?quote=${quote}&state=st-1`,
        brokenOff: `/h5/redeem/back?quote=${quote}&state=st-1`,
      });
    });

    it('shows the element with the quote to whoever is signed in, in no frame, with neither balance nor name of a stranger', async () => {
      const page = await rig.own('qh-c-1001', `/h5/redeem?quote=${quote}&state=st-1`);
      assert.equal(page.status, 200);
      assert.match(page.text, new RegExp(`<inlay-points-redeem\\s+item="LATTE-26"\\s+quote="${quote}"`));
      assert.match(page.text, /data-partner="lvtu"/);
      assert.equal(page.headers.get('x-frame-options'), 'DENY');
      assert.match(page.headers.get('content-security-policy')!, /frame-ancestors 'none'/);
      // The balance is asked for by the element, never written into the page (P6: it would grow old unseen).
      assert.doesNotMatch(page.text, /12,?600/);
    });

    it('R2 R6 goes back to the address in the record of the quote’s partner, with the state and nothing else', async () => {
      const { status, location } = await at(`/h5/redeem/back?quote=${quote}&state=st-1&return=http://evil.localhost/`);
      assert.deepEqual([status, location], [303, `${rig.partner.origin}/?inlay_state=st-1`]);
    });

    it('knows no quote but its own, and escapes what it is given', async () => {
      for (const bad of ['', 'x', `${quote.slice(0, -1)}_`, '"><script>', '../../etc']) {
        for (const path of ['/h5/redeem', '/h5/redeem/back']) {
          const page = await at(`${path}?quote=${encodeURIComponent(bad)}&state=a`);
          assert.equal(page.status, 404, bad);
          assert.ok(!page.text.includes('<script>'), bad);
        }
      }
      assert.equal((await at(`/h5/redeem/back?quote=${quote}&state=${encodeURIComponent('a b"')}`)).status, 404);
    });
  });
}
