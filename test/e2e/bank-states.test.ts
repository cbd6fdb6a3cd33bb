import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { specimens } from '../../demo/playground/gallery/states.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import { accessible, lend, picture, startWalk, unhurt } from '../support/walk.ts';

const demo = await startWalk();
const { origin, stage } = demo.playground;
const name = 'points-redeem';
const desk = { width: 1280, height: 900, first: notePlain };
const states = specimens.find((one) => one.name === name)!.states;
const says: Record<string, RegExp> = {
  balance: /积分余额\s*[\d,]+积分\s*截至 \d{4}-/,
  code: /积分余额\s*[\d,]+积分\s*截至 \d{4}-/,
  receipt: /兑换成功[^]*\d{8}/,
  released: /兑换未成功|积分已退回/,
};

describe('what exists on the bank’s own page alone, in the gallery', () => {
  test('every such state is named here', () => {
    assert.deepEqual(states.flatMap(({ id, atBank }) => (atBank ? [id] : [])).sort(), Object.keys(says).sort());
  });

  for (const [id, words] of Object.entries(says)) {
    test(`P5 ${id}: is in the frame, on the bank’s origin, and looks as told`, () =>
      lend(desk, async (watched) => {
        const { page } = watched;
        await page.goto(`${origin}/gallery/${name}/${id}?theme=dark&panel=events`);
        const widget = page.frameLocator('play-stage iframe').locator('inlay-points-redeem[theme=dark]');
        await widget.filter({ hasText: words }).waitFor();
        assert.equal(await widget.evaluate(() => location.origin), demo.bank.origin);
        // The panels hear the page through the redirect.
        await page.locator('.events > li', { hasText: 'inlay-ready' }).waitFor();
        await accessible(watched);
        await picture(page, `bank-state-${id}-1280`);
        unhurt(watched);
      }));
  }

  test('P2 the code is asked for by the bank, after a tap, and was really sent', () =>
    lend({ first: notePlain }, async (watched) => {
      const { page } = watched;
      await page.goto(stage(name, 'code'));
      const { codes } = demo.bank.bank;
      const before = codes.sent().length;
      const confirm = page.getByRole('button', { name: '确认兑换' });
      await isPlain(confirm);
      await confirm.click();
      await page.getByLabel('短信验证码').waitFor();
      assert.equal(codes.sent().length, before + 1);
      unhurt(watched, true);
    }));

  test('P5 no state of a partner’s page says a balance', () =>
    lend(desk, async ({ page }) => {
      for (const { id, atBank } of states.filter(({ id }) => /^(ready|goods|bill|order)$/.test(id))) {
        assert.equal(atBank, undefined);
        await page.goto(stage(name, id));
        const widget = page.locator('[data-specimen]');
        await widget.filter({ hasText: '积分余额仅在' }).waitFor();
        const text = await widget.evaluate((one) => one.shadowRoot!.textContent);
        assert.match(text, /去青禾银行确认/);
        assert.doesNotMatch(text, /积分余额\s*[\d,]+/, id);
      }
    }));

  test('R2 an invitation to the bank works once, and a made-up one never', async () => {
    const follow = (url: string) =>
      fetch(url.replace(demo.bank.origin, demo.bank.internal), { redirect: 'manual' }).then(
        ({ status, headers }) => [status, headers.get('location'), headers.has('set-cookie')] as const,
      );
    const invitation = demo.bank.invite!('qh-c-1003', '/h5/home');
    assert.deepEqual(await follow(invitation), [303, '/h5/home', true]);
    assert.deepEqual(await follow(invitation), [404, null, false]);
    assert.deepEqual(await follow(`${demo.bank.origin}/sandbox/visit?word=x`), [404, null, false]);
  });
});
