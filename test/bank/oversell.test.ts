import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CampaignBody } from '../../demo/bank/campaigns/schema.ts';
import { registerCampaign } from '../../demo/bank/campaigns/register.ts';
import { dayOf } from '../../demo/bank/clock.ts';
import { type Database, openDatabase } from '../../demo/bank/db/open.ts';
import { registerPartner } from '../../demo/bank/partners.ts';
import { hash } from '../../demo/bank/proof.ts';
import { draftOf, runOf } from '../../demo/bank/seed/campaign-words.ts';
import { travelSamples } from '../../demo/bank/seed/campaigns-travel.ts';
import { seed } from '../../demo/bank/seed/run.ts';
import { type Answered, type Call, claim, hangUp, makeKey, type Process } from './oversell-client.ts';
import { allEngines, call, newDatabase, testNow } from './rig.ts';

const users = 5_000;
const calls = 10_000;
const stock = 1_000;
/** Calls under way at the same time. */
const abreast = 100;
const origin = 'http://hotel.localhost:1';
const path = '/v1/campaigns/RUSH/claims?partner=lvtu';

/*
 * What is real here: HTTP, the token looked up, its proof of possession checked and remembered, idempotency keys, the stock.
 * What is left out: the 5,000 sign-ins. Their token rows are put into the database beforehand, bound to 16 page keys.
 */
for (const engine of allEngines) {
  const processes = engine === 'pglite' ? 1 : 2;
  describe(`A rush of ${users} users for ${stock} coupons on ${engine}, ${processes} bank process${processes > 1 ? 'es' : ''}`, () => {
    const folder = mkdtempSync(`${tmpdir()}/inlay-rush-`);
    const children: ChildProcess[] = [];
    const banks: Process[] = [];
    let where: { url?: string; folder: string };
    let drop = async () => undefined as void;
    const tokens = Array.from({ length: users }, (_, index) => `token-of-user-${String(index).padStart(8, '0')}`);
    let keys: Awaited<ReturnType<typeof makeKey>>[];

    before(async () => {
      where = { folder: `${folder}/data` };
      if (engine !== 'pglite') {
        const database = await newDatabase(process.env['DATABASE_URL'] as string, engine === 'serializable');
        where.url = database.url;
        drop = database.drop;
      }
      keys = await Promise.all(Array.from({ length: 16 }, makeKey));
      await within(where, prepare);
      // One after the other: the second finds the first one's keys and data.
      for (let index = 0; index < processes; index++) await start();
      await Promise.all(banks.map((bank) => cutConnections(bank)));
    });
    after(async () => {
      hangUp();
      await stop();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    });

    async function prepare({ db }: Database): Promise<void> {
      const today = dayOf(Date.parse(testNow));
      await seed(db, today);
      const model = draftOf(
        travelSamples.find((one) => one.id === 'LVTU-STAY')!,
        runOf(today),
      );
      await registerCampaign(db, { ...model, id: 'RUSH', rule: { ...model.rule, stock } });
      const name = { 'zh-CN': '旅途', 'zh-HK': '旅途', en: 'Lvtu' };
      await registerPartner(
        { db },
        { id: 'lvtu', name, origins: [origin], jwks: { keys: [] }, returnUrl: null, status: 'active' },
      );
      const rows = tokens.map((token, index) => ({
        hash: hash(token),
        partner_id: 'lvtu',
        session: `session-${index}`,
        origin,
        scope: 'partner',
        jkt: keys[index % keys.length]!.jkt,
        expires_at: Date.parse(testNow) + 3_600_000,
        ended_at: null,
      }));
      for (let at = 0; at < rows.length; at += 1_000) {
        await db
          .insertInto('access_token')
          .values(rows.slice(at, at + 1_000))
          .execute();
      }
    }

    async function start(): Promise<void> {
      const script = fileURLToPath(new URL('./oversell-server.ts', import.meta.url));
      const options = where.url ? { databaseUrl: where.url } : { data: where.folder };
      const child = spawn(process.execPath, [script, JSON.stringify({ ...options, now: testNow })], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const addresses = JSON.parse(line) as Process;
      const clock = await call(`${addresses.internal}/sandbox/clock`);
      banks.push({ ...addresses, offsetMs: (clock.json as { offsetMs: number }).offsetMs });
    }

    /** From now on the bank cuts connections at random, before and after the work. */
    const cutConnections = (bank: Process) => {
      const fault = (drop: string) => ({ prefix: '/v1/campaigns/', method: 'POST', drop, chance: 0.02 });
      return call(`${bank.internal}/sandbox/faults`, { body: JSON.stringify([fault('after'), fault('before')]) });
    };

    async function stop(): Promise<void> {
      for (const child of children.splice(0)) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
    }

    it('grants exactly what is in stock, one to each, and every retry the first answer (C2)', async () => {
      const { json } = await call(`${banks[0]!.internal}/v1/campaigns/RUSH?partner=lvtu`, { origin });
      const body = JSON.stringify({ digest: (json as CampaignBody).rules.digest, placement: 'rush' });
      const answers = new Map<string, Answered[]>();
      const began = performance.now();
      await inParallel(plan(tokens, keys, banks), async (one) => {
        const answer = await claim(one, path, origin, body, banks);
        const key = `${one.token} ${one.key}`;
        answers.set(key, [...(answers.get(key) ?? []), answer]);
      });
      const seconds = (performance.now() - began) / 1000;
      await stop();
      const all = [...answers.values()].flat();
      report(engine, all, seconds);

      assert.equal(all.length, calls);
      const odd = all.filter(({ status, body: { code } }) => ![200, 201].includes(status) && code !== 'sold_out');
      assert.deepEqual(odd, []);
      const granted = new Map<string, Set<string>>();
      for (const [key, list] of answers) {
        const good = list.filter(({ status }) => status < 300);
        const [user = ''] = key.split(' ');
        for (const one of good) granted.set(user, (granted.get(user) ?? new Set()).add(one.body.id ?? ''));
        // A key has one answer: whoever was granted is never refused under it, and reads the same each time.
        assert.ok(good.length === 0 || good.length === list.length, key);
        for (const one of good) assert.deepEqual(one.body, good[0]!.body);
        assert.ok(list.filter(({ status }) => status === 201).length <= 1);
      }
      assert.equal(granted.size, stock);
      for (const ids of granted.values()) assert.equal(ids.size, 1);

      await within(where, async ({ db }) => {
        const claims = await db.selectFrom('coupon_claim').selectAll().where('campaign_id', '=', 'RUSH').execute();
        assert.equal(claims.length, stock);
        assert.equal(new Set(claims.map((row) => row.person)).size, stock);
        const told = new Set([...granted.values()].flatMap((ids) => [...ids]));
        assert.deepEqual(new Set(claims.map((row) => row.claim_id)), told);
        const coupons = await db.selectFrom('coupon').select('claim_id').where('campaign_id', '=', 'RUSH').execute();
        assert.equal(coupons.length, stock);
        const left = db.selectFrom('campaign_stock').select('remaining').where('campaign_id', '=', 'RUSH');
        assert.deepEqual(await left.execute(), [{ remaining: 0 }]);
      });
    });
  });
}

async function within(
  where: { url?: string; folder: string },
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openDatabase({ url: where.url, folder: where.folder });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

/** Every user's first call, a third of all calls retries under the same key, the rest another key of the same user; mixed. */
function plan(tokens: string[], keys: Call['page'][], banks: Process[]): Call[] {
  const retries = Math.floor(calls / 3);
  const at = (index: number, key: string): Call => ({
    token: tokens[index % users] as string,
    page: keys[(index % users) % keys.length] as Call['page'],
    key,
    process: banks[Math.floor(Math.random() * banks.length)] as Process,
    cut: Math.random() < 0.02,
  });
  const first = tokens.map((_, index) => at(index, 'first'));
  const again = Array.from({ length: retries }, (_, index) => at(index, 'first'));
  const other = Array.from({ length: calls - users - retries }, (_, index) => at(users - 1 - index, 'other'));
  const all = [...first, ...again, ...other].map((one) => ({ one, place: Math.random() }));
  return all.sort((a, b) => a.place - b.place).map(({ one }) => one);
}

async function inParallel(list: Call[], work: (one: Call) => Promise<void>): Promise<void> {
  const rest = list.values();
  await Promise.all(
    Array.from({ length: abreast }, async () => {
      for (const one of rest) await work(one);
    }),
  );
}

function report(engine: string, all: Answered[], seconds: number): void {
  const count = (test: (one: Answered) => unknown) => all.filter(test).length;
  const took = all.map((one) => one.took).sort((a, b) => a - b);
  const rank = (share: number) => `${(took[Math.floor(took.length * share)] ?? 0).toFixed(0)} ms`;
  console.log(
    `${engine}: ${all.length} calls in ${seconds.toFixed(1)} s; ${count((one) => one.status === 201)} told granted, ` +
      `${count((one) => one.replayed)} replayed, ${count((one) => one.body.already)} had it under another key, ` +
      `${count((one) => one.body.code === 'sold_out')} sold out; ${all.reduce((sum, one) => sum + one.lost, 0)} connections cut; ` +
      `p50 ${rank(0.5)}, p99 ${rank(0.99)}`,
  );
}
