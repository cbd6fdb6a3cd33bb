import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onPage, until, type Watched } from '../support/browser.ts';
import { clean } from '../support/look.ts';
import {
  actButton,
  customer,
  ledger,
  newestCode,
  openPoints,
  outcome,
  says,
  signIn,
  tap,
  textOf,
  toTheBank,
  widgetOf,
} from '../support/redeem.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at } = world;
const { db } = world.bank.bank;

/** Goes back to the partner's page by the bank's own link. */
async function goBack({ page }: Watched): Promise<void> {
  await page.getByText('返回旅途').click();
  await page.waitForURL(`${world.hotel.origin}/**`);
}

describe('points from the partner’s page to the bank and back', () => {
  test('P1–P3 item, tap, sign-in, confirmation, receipt, return, outcome', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      const before = await ledger(world);
      await toTheBank(watched, world);
      const shown = await textOf(page);
      for (const words of [/山岚咖啡饮品券/, /积分余额\s+12,637积分/, /截至/, /到期/, /退换规则/, /确认兑换/]) {
        assert.match(shown, words);
      }
      await tap(page);
      const there = await outcome(page, 'done');
      const [made] = (await ledger(world)).redemptions.slice(before.redemptions.length);
      assert.match(there, new RegExp(made!.receipt!));
      await goBack(watched);
      assert.match(await outcome(page, 'done'), new RegExp(made!.receipt!));
      assert.equal(new URL(page.url()).search, '', 'inlay_state is taken out');
      const after = await ledger(world);
      const grown = [after.redemptions.length - before.redemptions.length, after.spent - before.spent, after.sum];
      assert.deepEqual(grown, [1, 2600, 0]);
      await page.reload();
      await says(page, /还可兑 2 次/);
      clean(watched);
    });
  });

  test('P5 the balance is nowhere in the host’s page, nor anything else of the customer', async () => {
    const bodies: string[] = [];
    const listen = `globalThis.heard = [];
      for (const name of ['ready', 'empty', 'error', 'points-open', 'points-redeemed', 'points-released'])
        document.addEventListener('inlay-' + name, (event) => heard.push(JSON.stringify(event.detail)), true);`;
    await onPage({ first: listen }, async (watched) => {
      const { page } = watched;
      const own: Promise<void>[] = [];
      page.on('response', (answer) => {
        const request = answer.request();
        const from = request.headers()['origin'] ?? answer.frame().url();
        if (!from.startsWith(world.hotel.origin) || request.isNavigationRequest()) return;
        const read = answer.text().then(
          (text) => void bodies.push(`${answer.url()}\n${text}`),
          () => undefined,
        );
        own.push(read);
      });
      await toTheBank(watched, world);
      const [, balance = ''] = /积分余额\s+([\d,]+)积分/.exec(await textOf(page)) ?? [];
      assert.match(balance, /^\d+,\d{3}$/);
      await tap(page);
      await outcome(page, 'done');
      await goBack(watched);
      await outcome(page, 'done');
      await Promise.all(own);
      const seen = await page.evaluate(async () => {
        const text = (root: ParentNode): string =>
          [...root.querySelectorAll('*')]
            .map((one) => one.outerHTML + (one.shadowRoot ? text(one.shadowRoot) : ''))
            .join('\n');
        const stored: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href];
        for (const { name } of await indexedDB.databases()) {
          const open = indexedDB.open(name!);
          const base = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
          for (const store of base.objectStoreNames) {
            const all = base.transaction(store).objectStore(store).getAll();
            stored.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
          }
          base.close();
        }
        return [text(document), JSON.stringify(stored), ...(globalThis as unknown as { heard: string[] }).heard];
      });
      const whole = seen.concat(bodies);
      assert.ok(
        bodies.some((body) => body.includes('/v1/points/redemptions')),
        'the page’s own answers were read',
      );
      assert.ok(
        seen.some((text) => text.includes('receipt')),
        'its events were heard',
      );
      const left = Number(balance.replace(',', '')) - 2600;
      for (const secret of [
        balance,
        balance.replace(',', ''),
        // As a bare number it could stand for anything; as an amount of points for this alone.
        `points":${left}`,
        left.toLocaleString('en'),
        customer.name,
        customer.phone,
        customer.id,
      ]) {
        const found = whole.find((text) => text.includes(secret));
        assert.equal(found, undefined, `“${secret}” in ${found?.slice(0, 300)}`);
      }
    });
  });

  test('the bank’s page stands in no frame', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      await toTheBank(watched, world);
      world.hotel.page('/frame.html', `<!doctype html><title>x</title><iframe src="${page.url()}"></iframe>`, '');
      await page.goto(`${world.hotel.origin}/frame.html`);
      const [frame] = page.mainFrame().childFrames();
      assert.ok(await until(async () => !(await frame!.content().catch(() => '')).includes('inlay-points-redeem')));
    });
  });

  test('going back without a confirmation takes nothing and says so; the way on is the same quote', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      const before = await ledger(world);
      await toTheBank(watched, world);
      const quote = new URL(page.url()).searchParams.get('quote');
      await goBack(watched);
      await says(page, /尚未在青禾银行确认，积分未扣减/);
      await tap(page);
      await page.waitForURL((url) => url.pathname === '/h5/redeem');
      assert.equal(new URL(page.url()).searchParams.get('quote'), quote);
      assert.equal((await ledger(world)).redemptions.length, before.redemptions.length);
      clean(watched);
    });
  });

  test('breaking off the sign-in brings the customer back to where he was, and nothing was taken', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      await openPoints(page, world);
      await tap(page);
      await page.waitForURL(`${at}/h5/login/**`);
      await page.getByRole('button', { name: '取消' }).click();
      await page.waitForURL(`${world.hotel.origin}/one.html**`);
      await says(page, /尚未在青禾银行确认/);
      clean(watched);
    });
  });
});

/** Changes an item for one look, and puts it back whatever happens. */
async function withItem(
  id: string,
  change: object,
  look: (item: { revision: number }) => Promise<void>,
): Promise<void> {
  const item = await db.selectFrom('reward_item').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const { revision, step_up_points, price } = item;
  await db.updateTable('reward_item').set(change).where('id', '=', id).execute();
  try {
    await look(item);
  } finally {
    const old = { revision, step_up_points, price: JSON.stringify(price) };
    await db.updateTable('reward_item').set(old).where('id', '=', id).execute();
  }
}

describe('at the bank’s own page', () => {
  test('P2 above the threshold it asks for a code: wrong, asked again, right, one redemption', async () => {
    await withItem('BILL-DEDUCT', { step_up_points: 500 }, () =>
      onPage({}, async (watched) => {
        const { page } = watched;
        const before = await ledger(world);
        await toTheBank(watched, world, 'BILL-DEDUCT');
        await tap(page);
        await says(page, /短信验证码/);
        const input = widgetOf(page).locator('input');
        const focused = () => input.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one);
        assert.ok(await until(focused), 'the keyboard is where the code goes');
        const code = await newestCode(world);
        await input.fill(code === '000000' ? '111111' : '000000');
        await tap(page);
        await says(page, /验证码不正确/);
        assert.equal((await ledger(world)).redemptions.length, before.redemptions.length);
        await input.fill(code);
        await input.press('Enter');
        await outcome(page, 'done');
        const after = await ledger(world);
        assert.deepEqual([after.redemptions.length - before.redemptions.length, after.sum], [1, 0]);
        assert.deepEqual(watched.problems.uncaught, []);
      }),
    );
  });

  test('too few points: the gap is named and the button does nothing', async () => {
    const price = JSON.stringify({ kind: 'points_and_money', points: 90_000, moneyFen: 2900 });
    await withItem('SHANLAN-MUG', { price }, () =>
      onPage({}, async (watched) => {
        const { page } = watched;
        await toTheBank(watched, world, 'SHANLAN-MUG');
        await says(page, /积分不足，还差[\d,]+积分/);
        assert.equal(await actButton(page).getAttribute('aria-disabled'), 'true');
        clean(watched);
      }),
    );
  });

  test('a price that fell meanwhile is shown beside the old one, and only a second tap takes it', async () => {
    await withItem('SHANLAN-MUG', { step_up_points: null }, ({ revision }) =>
      onPage({}, async (watched) => {
        const { page } = watched;
        const before = await ledger(world);
        await toTheBank(watched, world, 'SHANLAN-MUG');
        const price = JSON.stringify({ kind: 'points_and_money', points: 2000, moneyFen: 1900 });
        const change = { price, revision: revision + 1 };
        await db.updateTable('reward_item').set(change).where('id', '=', 'SHANLAN-MUG').execute();
        await tap(page);
        await says(page, /价格已由3,000积分 \+ 29\.00元变为2,000积分 \+ 19\.00元/);
        assert.equal((await ledger(world)).redemptions.length, before.redemptions.length);
        await tap(page);
        await outcome(page, 'done');
        await goBack(watched);
        await outcome(page, 'done');
        const after = await ledger(world);
        assert.deepEqual(
          after.redemptions.slice(before.redemptions.length).map(({ points }) => points),
          [2000],
        );
        assert.deepEqual(watched.problems.uncaught, []);
      }),
    );
  });

  test('a quote that ended while the page stood open is renewed and said, and the first id finds the outcome', async () => {
    const { clock } = world.bank.bank;
    try {
      await onPage({}, async (watched) => {
        const { page } = watched;
        await toTheBank(watched, world, 'BILL-DEDUCT');
        clock.set({ offsetMs: 11 * 60_000 });
        await tap(page);
        await says(page, /报价已更新/);
        await tap(page);
        await outcome(page, 'done');
        await goBack(watched);
        await outcome(page, 'done');
        assert.deepEqual(watched.problems.uncaught, []);
      });
    } finally {
      clock.set({});
    }
  });

  test('who is signed out meanwhile signs in again from the page and finds the truth', async () => {
    await onPage({}, async (watched) => {
      const { page, context } = watched;
      const before = await ledger(world);
      await toTheBank(watched, world, 'BILL-DEDUCT');
      await context.clearCookies({ domain: new URL(at).hostname });
      await tap(page);
      await says(page, /登录后继续/);
      assert.doesNotMatch(await textOf(page), /积分余额/);
      await tap(page);
      await signIn(page, at);
      await page.waitForURL((url) => url.pathname === '/h5/redeem');
      await says(page, /积分余额/);
      assert.equal((await ledger(world)).redemptions.length, before.redemptions.length);
    });
  });
});
