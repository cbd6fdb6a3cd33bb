import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { forgetEvents } from '../../demo/bank/retention.ts';
import { allEngines, type Rig, startRig } from './rig.ts';

const batchType = 'application/cloudevents-batch+json';
const event = (more: object = {}) => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/lvtu/tab-1',
  type: 'inlay.wealth_card_ready.v1',
  time: '2026-11-22T10:00:00+08:00',
  data: { product: 'FN30D02A' },
  ...more,
});

for (const engine of allEngines) {
  describe(`The event collector on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    const send = (events: unknown, init: { beacon?: boolean; key?: string; origin?: string | null } = {}) =>
      rig.call(`/v1/events${init.beacon ? '/beacon' : ''}?k=${init.key ?? 'lvtu'}`, {
        method: 'POST',
        headers: { 'content-type': init.beacon ? 'text/plain;charset=UTF-8' : batchType },
        body: typeof events === 'string' ? events : JSON.stringify(events),
        ...(init.origin === undefined ? {} : { origin: init.origin }),
      });
    const held = async (source: string) =>
      (await rig.call(`/sandbox/events?source=${encodeURIComponent(source)}`)).json;

    it('takes a batch and says how many', async () => {
      const answer = await send([event({ source: 'a' }), event({ source: 'a' })]);
      assert.equal(answer.status, 202);
      assert.deepEqual(answer.json, { accepted: 2, duplicate: 0, rejected: [] });
      const { count, items } = await held('a');
      assert.equal(count, 2);
      assert.deepEqual(items[0].data, { product: 'FN30D02A' });
      assert.equal(items[0].partner_id, 'lvtu');
    });

    it('T3 T11 deletes each kind of event when its months are over on the bank’s clock, and not a day before', async () => {
      const sent = ['inlay.wealth_card_exposed.v1', 'inlay.wealth_card_chart_read.v1', 'unheard-of'];
      assert.equal((await send(sent.map((type) => event({ source: 'old', type })))).json.accepted, 3);
      const { db, clock } = rig.bank.bank;
      const left = async (at: string) => {
        await forgetEvents({ db, clock: { ...clock, now: () => Date.parse(at) } });
        return (await held('old')).items.map(({ type }: { type: string }) => type).sort();
      };
      // Sent on 22 November 2026: an act is kept for six months, what was displayed for three years.
      assert.deepEqual(await left('2027-05-22T09:00:00+08:00'), sent.sort());
      assert.deepEqual(await left('2027-05-23T12:00:00+08:00'), ['inlay.wealth_card_exposed.v1']);
      assert.deepEqual(await left('2029-11-22T09:00:00+08:00'), ['inlay.wealth_card_exposed.v1']);
      assert.deepEqual(await left('2029-11-23T12:00:00+08:00'), []);
    });

    it('T3 keeps only the fields its inventory has for a kind, of the right form, and none of a kind or version it does not know', async () => {
      const type = 'inlay.wealth_card_exposed.v1';
      for (const [sent, kept] of [
        [event({ type, data: { product: 'A', ratio: 0.5, balance: 100, note: 'x' } }), { product: 'A', ratio: 0.5 }],
        [event({ type, data: { product: 'two words', ratio: 2, placement: { a: 1 } } }), {}],
        [event({ type, data: JSON.parse('{"__proto__": "A", "constructor": "A"}') }), {}],
        [event({ type: 'inlay.wealth_card_exposed.v9', data: { product: 'A' } }), null],
        [event({ type: 'inlay.toString.v1', data: { name: 'A' } }), null],
        [event({ type: 'unheard-of', data: { phone: '13800138000' } }), null],
      ] as const) {
        const source = randomUUID();
        assert.equal((await send([{ ...sent, source }])).json.accepted, 1);
        assert.deepEqual((await held(source)).items[0].data, kept, JSON.stringify(sent.data));
      }
    });

    it('T4 keeps no number of a person’s, in a field, a subject or a kind', async () => {
      const source = randomUUID();
      const answer = await send([
        event({ source, data: { product: '13800138000', placement: 'home' }, subject: '13800138000' }),
        event({ source, type: 'call-13800138000' }),
      ]);
      assert.equal(answer.json.accepted, 1);
      assert.match(answer.json.rejected[0].detail, /type/);
      const { items } = await held(source);
      assert.deepEqual(items[0].data, { placement: 'home' });
      assert.ok(!JSON.stringify(items).includes('13800138000'));
    });

    it('takes the same JSON as a text/plain beacon', async () => {
      const answer = await send([event({ source: 'b' })], { beacon: true });
      assert.equal(answer.status, 204);
      assert.equal((await held('b')).count, 1);
    });

    it('keeps each event once, by whichever route it comes again', async () => {
      const [one, two] = [event({ source: 'c' }), event({ source: 'c' })];
      assert.equal((await send([one])).json.accepted, 1);
      assert.deepEqual((await send([one, two])).json, { accepted: 1, duplicate: 1, rejected: [] });
      assert.equal((await send([one, two], { beacon: true })).status, 204);
      assert.deepEqual((await send([two, two])).json, { accepted: 0, duplicate: 2, rejected: [] });
      assert.equal((await held('c')).count, 2);
    });

    it('knows an event by source and id together', async () => {
      const id = randomUUID();
      assert.equal((await send([event({ source: 'd', id }), event({ source: 'e', id })])).json.accepted, 2);
    });

    it('keeps one of many copies that come at once', async () => {
      const batch = Array.from({ length: 20 }, () => event({ source: 'f' }));
      const answers = await Promise.all(Array.from({ length: 8 }, () => send(batch)));
      assert.equal(
        answers.reduce((sum, answer) => sum + answer.json.accepted, 0),
        20,
      );
      assert.equal((await held('f')).count, 20);
    });

    it('refuses malformed events alone, each by its place, and takes the others', async () => {
      const answer = await send([
        event({ source: 'g' }),
        { id: 'x' },
        null,
        'text',
        event({ source: 'g', specversion: '0.3' }),
        event({ source: 'g', time: 'yesterday' }),
        event({ source: 'g', id: 'i'.repeat(257) }),
        event({ source: 'g' }),
      ]);
      assert.equal(answer.json.accepted, 2);
      assert.deepEqual(
        answer.json.rejected.map((one: { index: number }) => one.index),
        [1, 2, 3, 4, 5, 6],
      );
      assert.equal(answer.json.rejected[0].id, 'x');
      assert.match(answer.json.rejected[4].detail, /time/);
    });

    it('refuses what is no batch', async () => {
      assert.equal((await send('{')).json.code, 'invalid_request');
      assert.equal((await send({ events: [] })).json.code, 'invalid_request');
      assert.equal((await send('{', { beacon: true })).json.code, 'invalid_request');
    });

    it('refuses a delivery that is too large, by bytes and by number', async () => {
      const large = [event({ data: { text: 'x'.repeat(300_000) } })];
      const many = Array.from({ length: 501 }, () => event());
      for (const answer of [await send(large), await send(large, { beacon: true }), await send(many)]) {
        assert.equal(answer.status, 413);
        assert.equal(answer.json.code, 'payload_too_large');
        assert.equal(answer.json.retryable, false);
      }
    });

    it('refuses an unknown write key and a stranger’s page', async () => {
      assert.equal((await send([event()], { key: 'nobody' })).json.code, 'origin_refused');
      assert.equal((await send([event()], { key: '' })).json.code, 'origin_refused');
      assert.equal((await send([event()], { origin: 'http://evil.localhost' })).json.code, 'origin_refused');
    });

    it('lets a listed origin’s JSON beacon through its preflight: exact origin and credentials', async () => {
      const preflight = (origin: string) =>
        rig.call('/v1/events?k=lvtu', {
          method: 'OPTIONS',
          origin,
          headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
        });
      const listed = await preflight(rig.partner.origin);
      assert.equal(listed.status, 204);
      assert.equal(listed.headers.get('access-control-allow-origin'), rig.partner.origin);
      assert.equal(listed.headers.get('access-control-allow-credentials'), 'true');
      assert.match(listed.headers.get('access-control-allow-headers') ?? '', /Content-Type/i);
      const stranger = await preflight('http://evil.localhost');
      assert.equal(stranger.headers.get('access-control-allow-origin'), '*');
      assert.equal(stranger.headers.get('access-control-allow-credentials'), null);
    });

    it('lists the events of one type', async () => {
      await send([event({ source: 'h', type: 'one' }), event({ source: 'h', type: 'two' })]);
      assert.equal((await rig.call('/sandbox/events?source=h&type=two')).json.count, 1);
    });
  });
}
