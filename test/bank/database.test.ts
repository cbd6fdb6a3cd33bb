import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { DataLockedError, openDatabase } from '../../demo/bank/db/open.ts';
import { retrying } from '../../demo/bank/db/retry.ts';
import { seed } from '../../demo/bank/seed/run.ts';
import { allEngines, engines, startRig } from './rig.ts';

const day = '2026-11-22';

for (const engine of engines) {
  describe(`The database on ${engine}`, () => {
    it('reads large whole numbers exactly and days as they are written, wherever the process is', async (test) => {
      const rig = await startRig(engine);
      test.after(() => rig.stop());
      const { db } = rig.bank.bank;
      await db.updateTable('product').set({ min_amount_fen: 1_286_350_27 }).where('id', '=', 'FN30D02A').execute();
      const row = await db.selectFrom('product').selectAll().where('id', '=', 'FN30D02A').executeTakeFirstOrThrow();
      assert.equal(row.min_amount_fen, 128635027);
      assert.equal(row.inception_date, '2025-03-18');
      const huge = await db
        .selectNoFrom((build) => build.cast<bigint>(build.val('9007199254740993'), 'bigint').as('huge'))
        .executeTakeFirstOrThrow();
      assert.equal(huge.huge, 9007199254740993n);
    });

    it('runs its migrations once, and fills its sample data once a day', async (test) => {
      const rig = await startRig(engine);
      test.after(() => rig.stop());
      const { db } = rig.bank.bank;
      const { migrate } = await import('../../demo/bank/db/migrations.ts');
      assert.deepEqual(await migrate(db), []);
      const count = async () =>
        (
          await db
            .selectFrom('product_nav')
            .select((table) => table.fn.countAll<number>().as('rows'))
            .executeTakeFirst()
        )?.rows;
      const before = await count();
      assert.equal(await seed(db, day), false);
      assert.equal(await count(), before);
      assert.equal(await seed(db, '2026-11-23'), true);
      assert.equal(await seed(db, '2026-11-23'), false);
    });

    it('forgets what has ended, and nothing else', async (test) => {
      const rig = await startRig(engine);
      test.after(() => rig.stop());
      const { purge } = await import('../../demo/bank/proof.ts');
      await rig.partner.ticket('lvtu-u-1001');
      const { db, clock } = rig.bank.bank;
      const rows = async (table: 'ticket' | 'seen_jti') => (await db.selectFrom(table).selectAll().execute()).length;
      await purge(rig.bank.bank);
      assert.deepEqual([await rows('ticket'), await rows('seen_jti')], [1, 2]);
      clock.set({ offsetMs: clock.state().offsetMs + 2 * 3_600_000 });
      await purge(rig.bank.bank);
      assert.deepEqual([await rows('ticket'), await rows('seen_jti')], [0, 0]);
    });
  });
}

for (const engine of allEngines) {
  describe(`Callers who meet on one row on ${engine}`, () => {
    it('try again until each has had its turn', async (test) => {
      const rig = await startRig(engine);
      test.after(() => rig.stop());
      const { db } = rig.bank.bank;
      await db.insertInto('seen_jti').values({ hash: 'row', expires_at: 0 }).execute();
      const add = () =>
        db.transaction().execute(async (trx) => {
          const row = await trx.selectFrom('seen_jti').selectAll().where('hash', '=', 'row').executeTakeFirstOrThrow();
          if (engine === 'serializable') await wait(5);
          else await sql`select 1`.execute(trx);
          const set =
            engine === 'serializable'
              ? { expires_at: row.expires_at + 1 }
              : { expires_at: sql<number>`expires_at + 1` };
          await trx.updateTable('seen_jti').set(set).where('hash', '=', 'row').execute();
        });
      await Promise.all(Array.from({ length: 5 }, () => retrying(add)));
      const row = await db.selectFrom('seen_jti').selectAll().where('hash', '=', 'row').executeTakeFirstOrThrow();
      assert.equal(row.expires_at, 5);
    });
  });
}

describe('The PGlite folder', () => {
  const root = mkdtempSync(`${tmpdir()}/inlay-bank-`);
  const folder = `${root}/data`;
  after(() => rmSync(root, { recursive: true, force: true }));

  it('refuses a second opener in this process and in another, and opens again once it was closed', async () => {
    const first = await openDatabase({ folder });
    assert.equal(first.migrated[0], '0001_start');
    await assert.rejects(openDatabase({ folder }), DataLockedError);
    const other = `import { openDatabase } from ${JSON.stringify(new URL('../../demo/bank/db/open.ts', import.meta.url).href)};
      await openDatabase({ folder: ${JSON.stringify(folder)} }).then(() => console.log('opened'), (error) => console.log(error.message));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', other], { encoding: 'utf8' });
    assert.match(said, new RegExp(`is in use by another sandbox bank \\(process ${process.pid}\\)`));
    await seed(first.db, day);
    await first.close();
    const again = await openDatabase({ folder });
    assert.deepEqual(again.migrated, []);
    assert.equal(await seed(again.db, day), false);
    await again.close();
  });

  it('opens at once after its process was killed, with everything that was acknowledged', async () => {
    const script = `import { openDatabase } from ${JSON.stringify(new URL('../../demo/bank/db/open.ts', import.meta.url).href)};
      const { db } = await openDatabase({ folder: ${JSON.stringify(folder)} });
      await db.insertInto('seen_jti').values({ hash: 'kept', expires_at: 1 }).execute();
      console.log('written'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const database = await openDatabase({ folder });
    const rows = await database.db.selectFrom('seen_jti').selectAll().execute();
    assert.deepEqual(rows, [{ hash: 'kept', expires_at: 1 }]);
    await database.close();
  });
});
