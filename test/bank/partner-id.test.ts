import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { engines, pageKey, startRig } from './rig.ts';

for (const engine of engines) {
  describe(`T8 the id of a partner on a page that is not his (${engine})`, async () => {
    const rig = await startRig(engine);
    after(() => rig.stop());
    const mine = rig.partner.origin;
    const { protocol, hostname, port } = new URL(mine);
    await rig.bank.register({
      id: 'rival',
      name: { 'zh-CN': '他人', 'zh-HK': '他人', en: 'Rival' },
      origins: ['http://rival.localhost:1'],
      jwks: { keys: [] },
      returnUrl: null,
      status: 'active',
    });
    const page = await pageKey();
    const now = () => rig.bank.bank.clock.now();

    const tricks = [
      'http://rival.localhost:1',
      `${mine}.evil.example`,
      `${protocol}//${hostname}.evil.example:${port}`,
      `${protocol}//evil-${hostname}:${port}`,
      `${protocol}//sub.${hostname}:${port}`,
      `${protocol}//${hostname}`,
      `${protocol}//${hostname}.:${port}`,
      `${protocol}//${hostname}:${Number(port) + 1}`,
      `https://${hostname}:${port}`,
      `${protocol}//*.localhost:${port}`,
      `${protocol}//evil.example#${mine}`,
      `${mine}@evil.example`,
      `${mine}/`,
      `${mine} http://evil.example`,
      mine.toUpperCase(),
      '*',
      'null',
    ];
    for (const origin of tricks) {
      it(`brings no session, no product and no event from ${origin}`, async () => {
        const ticket = await rig.partner.ticket('u-1');
        const swap = async (from: string) =>
          rig.call('/oidc/token', {
            origin: from,
            headers: { dpop: await page.proof('POST', `${rig.bank.origin}/oidc/token`, now()) },
            body: new URLSearchParams({ grant_type: 'urn:inlay:grant-type:ticket', client_id: 'lvtu', ticket }),
          });
        const event = {
          specversion: '1.0',
          id: origin,
          source: 'urn:inlay:lvtu:t8',
          type: 'inlay.widget_opened.v1',
        };
        const json = { 'content-type': 'application/cloudevents-batch+json' };
        const answers = [
          await swap(origin),
          await rig.call('/v1/products/FN30D02A?partner=lvtu', { origin }),
          await rig.call('/v1/campaigns?partner=lvtu', { origin }),
          await rig.call('/v1/events?k=lvtu', { origin, headers: json, body: JSON.stringify([event]) }),
        ];
        for (const { status, json } of answers) assert.deepEqual([status, json.code], [403, 'origin_refused']);
        const kept = await rig.bank.bank.db.selectFrom('event_log').select('id').execute();
        assert.deepEqual(kept, []);
        assert.equal((await swap(mine)).status, 200, 'and the partner’s own page still gets its session');
      });
    }
  });
}
