import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { convert } from '../../demo/bank/attribution/conversion.ts';
import { call, engines, type Rig, startRig } from './rig.ts';

const operationsKey = 'operations-of-the-test';
const wish = {
  partner: 'lvtu',
  placement: 'hotel-old',
  campaign: 'AUTUMN',
  material: 'poster-7',
  employee: 'E10086',
  organisation: 'head/shanghai/xuhui',
  inviter: '',
};

for (const engine of engines) {
  describe(`attribution on ${engine}`, () => {
    let rig: Rig;
    before(async () => {
      rig = await startRig(engine, { operationsKey });
    });
    after(() => rig.stop());

    const operate = (path: string, body?: object, key = operationsKey) =>
      call(`${rig.bank.internal}/v1/attribution/${path}`, {
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const mint = async (more: object = {}) => (await operate('tokens', { ...wish, ...more })).json.token as string;
    const conversions = async (query = '') =>
      (await operate(`conversions${query}`)).json.items as Record<string, string>[];
    const dropped = async () =>
      (await call(`${rig.bank.internal}/sandbox/events?source=urn:bank:attribution`)).json.items.map(
        (item: { data: { reason: string; where: string } }) => `${item.data.reason} ${item.data.where}`,
      ) as string[];
    const change = (token: string, at: number) => {
      const other = token[at] === 'A' ? 'B' : 'A';
      return token.slice(0, at) + other + token.slice(at + 1);
    };

    it('makes tokens for the bank’s own systems alone', async () => {
      assert.equal((await operate('tokens', wish, 'guess')).json.code, 'token_invalid');
      assert.equal((await operate('conversions', undefined, 'guess')).status, 401);
      assert.equal((await operate('tokens', { ...wish, partner: 'nobody' })).status, 404);
      assert.equal((await operate('tokens', { ...wish, employee: '张三' })).status, 400);
      const answer = await operate('tokens', { ...wish, days: 7 });
      assert.equal(answer.status, 201);
      assert.equal(answer.json.expiresAt.slice(0, 10), '2026-11-29');
      assert.ok(answer.json.journey);
    });

    it('R6 a token says nothing to who reads it, fits a tracking field, and no two are the same', async () => {
      const [one, two] = [await mint(), await mint()];
      assert.match(one, /^[\w.-]{1,64}$/);
      assert.notEqual(one, two);
      for (const part of one.split('.')) {
        assert.doesNotMatch(Buffer.from(part, 'base64url').toString('latin1'), /E10086|poster|shanghai|lvtu/);
      }
    });

    it('counts a deed once, for employee and organisation, with the placement it had and the one it has', async () => {
      const token = await mint();
      const deed = { token, partner: 'lvtu', kind: 'claim', subject: 'SHANLAN-WELCOME' };
      assert.deepEqual((await operate('conversions', deed)).json, { counted: true });
      assert.deepEqual((await operate('conversions', deed)).json, { counted: true });
      const [found, ...more] = (await conversions('?employee=E10086')).filter(({ kind }) => kind === 'claim');
      assert.equal(more.length, 0);
      const { at, journey, ...rest } = found!;
      assert.ok(at && journey);
      assert.deepEqual(rest, { ...wish, placementNow: 'hotel-detail', kind: 'claim', subject: 'SHANLAN-WELCOME' });
      assert.equal((await conversions('?organisation=head/shanghai')).length, 1);
      assert.equal((await conversions('?organisation=head/shang')).length, 0, 'a part of a name is no organisation');
    });

    it('drops what is tampered with, expired, foreign or no token at all, with an event, and nothing else breaks', async () => {
      const before = (await conversions()).length;
      const token = await mint();
      const foreign = await mint({ partner: 'qinghe' });
      const bank = rig.bank.bank;
      const deed = { partner: 'lvtu', kind: 'claim', subject: 'X' } as const;
      for (const bad of [
        change(token, 3),
        change(token, 25),
        change(token, 40),
        foreign,
        'x'.repeat(300),
        "'; drop",
        '',
      ]) {
        assert.equal(await convert(bank, bad, deed), false, bad);
      }
      const kept = bank.clock.state().offsetMs;
      bank.clock.set({ offsetMs: (kept ?? 0) + 31 * 86_400_000 });
      assert.equal(await convert(bank, token, deed), false);
      bank.clock.set({ offsetMs: kept });
      assert.equal(await convert(bank, token, deed), true);
      assert.equal((await conversions()).length, before + 1);
      const told = await dropped();
      for (const reason of ['tampered', 'expired', 'foreign', 'malformed']) {
        assert.ok(told.includes(`${reason} claim`), `${reason} in ${told.join()}`);
      }
      const again = told.length;
      await convert(bank, foreign, deed);
      assert.equal((await dropped()).length, again, 'once per token and place');
    });

    it('takes the token of an event, and the event without it when it does not count', async () => {
      const token = await mint();
      const event = (id: string, attribution: unknown) => ({
        specversion: '1.0',
        id,
        source: 'attr',
        type: 'inlay.wealth_card_opened.v1',
        attribution,
      });
      const batch = [event('1', token), event('2', change(token, 30)), event('3', 7), event('4', undefined)];
      const answer = await rig.call('/v1/events?k=lvtu', { body: JSON.stringify(batch) });
      assert.equal(answer.json.accepted, 4);
      const { items } = (await call(`${rig.bank.internal}/sandbox/events?source=attr`)).json;
      assert.deepEqual(
        items.map((item: { attribution: string | null }) => item.attribution),
        [token.slice(0, 22), null, null, null],
      );
      assert.ok((await dropped()).includes('tampered event'));
    });

    it('remembers on its own pages who brought the customer, out of scripts’ reach', async () => {
      const token = await mint({ employee: 'E7' });
      const page = (path: string, cookie = '') =>
        call(rig.bank.internal + path, { headers: cookie ? { cookie } : {}, origin: null });
      const first = await page(`/h5/products/FN30D02A?pt=lvtu&at=${token}`);
      assert.equal(first.status, 200);
      const set = first.headers.get('set-cookie') ?? '';
      assert.match(set, /^inlay_bank_attribution=lvtu%20[^;]+; .*HttpOnly/i);
      const cookie = set.split(';')[0]!;
      await page('/h5/products/XY14D08A', cookie);
      const other = await page(`/h5/products/CS00M01A?pt=lvtu&at=${change(token, 30)}`);
      assert.deepEqual([other.status, other.headers.get('set-cookie')], [200, null]);
      const seen = await conversions('?employee=E7');
      assert.deepEqual(
        seen.map(({ kind, subject }) => `${kind} ${subject}`),
        ['visit FN30D02A', 'visit XY14D08A'],
      );
    });
  });
}
