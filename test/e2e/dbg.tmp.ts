import { openPage, browser } from '../support/browser.ts';
import { startWorld } from '../support/world.ts';
import { isReady, openButton } from '../support/look.ts';
const world = await startWorld();
const { page, problems } = await openPage();
await page.goto(world.hotel.origin);
await page.getByRole('button', { name: '同意', exact: true }).click();
await isReady(page);
await openButton(page).scrollIntoViewIfNeeded();
await page.waitForTimeout(1300);
await page.evaluate((await import('node:fs')).readFileSync('/tmp/e2e/vis.js', 'utf8'));
console.log(
  await page.evaluate(() => {
    const c: any = document.querySelector('inlay-wealth-card');
    const b = c.shadowRoot.querySelector('.base');
    return [
      (window as any).isSeen(b, b.querySelector('button'), [...b.querySelectorAll('.must')]),
      (window as any).W,
      scrollY,
    ];
  }),
);
await page.evaluate(() => {
  document.addEventListener('inlay-product-open', (e) =>
    console.warn('open', JSON.stringify((e as CustomEvent).detail)),
  );
});
await openButton(page).click();
await page.waitForTimeout(3500);
console.log(
  page.url(),
  problems,
  (await world.events()).map((e) => [e.type, JSON.stringify(e.data)]),
);
await page.screenshot({ path: '/tmp/e2e/a.png' });
process.exit(0);
