import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { until, type Watched } from '../support/browser.ts';
import { boundUser, hears, sampleCampaign, startFrameWorld } from '../support/frame-world.ts';

const world = await startFrameWorld();
const { at, path } = world;
let visitors = 0;

/** What a customer of his own is left with: claims of the sample campaign at the bank. */
const claims = async () =>
  (await world.bank.bank.db.selectFrom('coupon_claim').selectAll().where('campaign_id', '=', sampleCampaign).execute())
    .length;

interface Seat {
  page: Page;
  frame: Frame;
  /** Middle of the frame's button, in the page. */
  x: number;
  y: number;
  said(): Promise<string[]>;
}

/** A frame with a known customer in it, its button ready; each time another customer. */
async function seat(watched: Watched): Promise<Seat> {
  const { page } = watched;
  const nonce = await page.evaluate(([at, path]) => window.sit(at!, path!).nonce, [at, path]);
  const user = `${boundUser}-${++visitors}`;
  await world.bind(user, 'qh-c-1001');
  const ticket = await world.frameTicket(nonce, user);
  await page.evaluate((ticket) => {
    window.sittings.at(-1)!.frame.send({ kind: 'visit', ticket, key: crypto.randomUUID(), placement: 'test' });
    // As the desk does it.
    const frame = document.querySelector('iframe')!;
    frame.style.height = '460px';
  }, ticket);
  assert.equal((await hears(page, 'session'))?.['bound'], true);
  const frame = page.frames().find((one) => one.url().startsWith(`${at}/frame/`))!;
  const box = (await frame.locator('#claim').boundingBox())!;
  const said = () => page.evaluate(() => window.sittings.at(-1)!.said.map(({ kind }) => String(kind)));
  return { page, frame, x: box.x + box.width / 2, y: box.y + box.height / 2, said };
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Moves as a hand does, comes to rest and presses. */
async function tap({ page, x, y }: Seat, rest = 900): Promise<void> {
  await page.mouse.move(x - 30, y - 10);
  await page.mouse.move(x, y, { steps: 4 });
  await wait(rest);
  await page.mouse.click(x, y);
}

/** Whether the frame took the tap; what it did with it is the bank's affair. */
async function took({ said }: Seat): Promise<boolean> {
  return until(async () => (await said()).includes('sending'), 0.6);
}

interface Trick {
  /** Rules put into the page once the frame is ready. */
  css?: string;
  /** Run in the page after the rules. */
  act?: string;
  /** Milliseconds between the act and the press; 1,000 by default. */
  rest?: number;
  /** The hand stays where the button will be, while the act brings the button there. */
  slide?: boolean;
  /** The hand taps with a finger. */
  touch?: boolean;
}

const overlay = '<div id="over" hidden></div><dialog id="top">看这里</dialog>';
const over = (css: string) => `#over{display:block;position:fixed;pointer-events:none;z-index:9;${css}}`;
/** Over the upper part of the frame, where campaign and customer stand. */
const upper = 'left:0;top:0;width:100%;height:200px;';
const uncover = (milliseconds: number): Trick => ({
  css: over('inset:0;background:#fff'),
  act: `setTimeout(() => document.querySelector('#over').style.display = 'none', ${1600 - milliseconds})`,
  rest: 1600,
});
const slideBy = (milliseconds: number): Trick => ({
  css: '#place{position:relative;left:0;top:300px}',
  act: `document.querySelector('#place').style.top = '0'`,
  rest: milliseconds,
  slide: true,
});

const tricks: Record<string, Trick> = {
  'opaque overlay': { css: over('inset:0;background:#fff') },
  'nearly clear overlay': { css: over('inset:0;background:rgb(255 255 255/.03)') },
  'overlay on the upper part': { css: over(`${upper}background:#fff`) },
  'overlay of one pixel on the button': { css: over('left:150px;top:380px;width:2px;height:2px;background:red') },
  'text over it': { css: over(`${upper}`), act: "document.querySelector('#over').textContent = '领取红包'" },
  'image over it': { css: over(`${upper}background:linear-gradient(red,blue)`) },
  'dialog in the top layer': {
    css: '#top{pointer-events:none;inset:0;margin:0;width:100%;height:200px}',
    act: "document.querySelector('#top').show()",
  },
  'popover in the top layer': {
    css: '#over{pointer-events:none;inset:0;margin:0;width:100%;height:200px;border:0}',
    act: "const o = document.querySelector('#over'); o.hidden = false; o.popover = 'manual'; o.showPopover()",
  },
  'opacity 0': { css: 'iframe{opacity:0}' },
  'opacity 0.01 around': { css: '#place{opacity:.01}' },
  'opacity 0.9 around': { css: '#place{opacity:.9}' },
  'opacity on html': { css: 'html{opacity:.5}' },
  blur: { css: 'iframe{filter:blur(6px)}' },
  'brightness around': { css: '#place{filter:brightness(5)}' },
  'contrast on body': { css: 'body{filter:contrast(0)}' },
  'drop shadow filter': { css: 'iframe{filter:drop-shadow(0 0 3px red)}' },
  'backdrop filter over it': { css: over('inset:0;backdrop-filter:blur(9px)') },
  'blend mode': { css: 'iframe{mix-blend-mode:difference}' },
  rotated: { css: 'iframe{transform:rotate(8deg)}' },
  'turned over': { css: '#place{transform:rotateY(180deg)}' },
  'scaled down': { css: 'iframe{transform:scale(.3);transform-origin:left bottom}' },
  skewed: { css: 'iframe{transform:skewX(20deg)}' },
  perspective: { css: '#place{perspective:200px}iframe{transform:rotateX(30deg)}' },
  'cropped by its box': {
    css: '#place{height:150px;overflow:hidden;position:relative}iframe{position:absolute;bottom:0}',
  },
  'cropped by clip-path': { css: 'iframe{clip-path:inset(300px 0 0 0)}' },
  'cropped around by clip-path': { css: '#place{clip-path:circle(90px at 50% 90%)}' },
  'cropped by contain': {
    css: '#place{contain:paint;height:150px;position:relative}iframe{position:absolute;bottom:0}',
  },
  'narrow and scrolled away': { css: 'iframe{height:120px!important}', act: '0' },
  'uncovered 50 ms before': uncover(50),
  'uncovered 300 ms before': uncover(300),
  'uncovered 600 ms before': uncover(600),
  'slid under the pointer 20 ms before': slideBy(20),
  'slid under the pointer 200 ms before': slideBy(200),
  'slid under the pointer 900 ms before': slideBy(900),
  'runs after the pointer': {
    css: '#place{position:fixed;width:320px}iframe{pointer-events:none}',
    act: `const box = document.querySelector('#place'), inner = box.firstElementChild;
      addEventListener('mousemove', (e) => { box.style.left = e.clientX - 150 + 'px'; box.style.top = e.clientY - 380 + 'px';
        setTimeout(() => inner.style.pointerEvents = 'auto', 700); })`,
    rest: 900,
  },
  'shifted by 30 px between the last move and the press': {
    css: '#place{position:relative;left:0}',
    act: `setTimeout(() => document.querySelector('#place').style.left = '30px', 700)`,
    rest: 1000,
  },
};

const honest: Record<string, Trick> = {
  'as it is': {},
  'rounded corners': { css: '#place{border-radius:14px 14px 0 0}' },
  'a shadow around': { css: '#place{box-shadow:0 0 20px rgb(0 0 0/.4)}' },
  'moved by a translation long ago': { css: '#place{transform:translate(0,20px)}', rest: 1500 },
  'fixed at the foot': { css: '#place{position:fixed;left:0;right:0;bottom:0}', rest: 1500 },
  'a veil behind it': { css: `#place{position:relative;z-index:10}${over('inset:0;background:rgb(0 0 0/.4)')}` },
  'uncovered 1.5 s earlier': { ...uncover(1500), rest: 1650 },
  'in the top layer': {
    css: '#place{inset:auto;margin:0;padding:0;border:0;width:100%}',
    act: "const p = document.querySelector('#place'); p.popover = 'manual'; p.showPopover()",
    rest: 1500,
  },
  'touched by a finger': { touch: true },
};

const clearMask =
  'mask-image:linear-gradient(transparent,transparent);-webkit-mask-image:linear-gradient(transparent,transparent)';
const thinMask = clearMask.replaceAll('transparent', 'rgb(0 0 0/.01)');
const masks: Record<string, string> = {
  'clear mask on html': `html{${clearMask}}`,
  'clear mask on body': `body{${clearMask}}`,
  '1 % mask around the frame': `#place{${thinMask}}`,
  '1 % mask on the frame': `iframe{${thinMask}}`,
  'mask over campaign and customer': `iframe{${'mask-image:linear-gradient(transparent 200px,#000 200px)'}}`,
};

/** Plays a trick on a frame that is ready, and taps where its button is then. */
async function play(here: Seat, { css = '', act = '', rest = 1000, slide, touch }: Trick): Promise<void> {
  const { page, frame } = here;
  const button = async () => {
    const box = (await frame.locator('#claim').boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const aim = await button();
  if (slide) {
    // Seen for a while elsewhere, with the pointer at rest where the button will be.
    await page.addStyleTag({ content: css });
    await page.mouse.move(aim.x - 20, aim.y);
    await page.mouse.move(aim.x, aim.y, { steps: 3 });
    await wait(1000);
    await page.evaluate(act);
    await wait(rest);
    await page.mouse.click(aim.x, aim.y);
    return;
  }
  if (css) await page.addStyleTag({ content: css });
  if (act) await page.evaluate(act);
  const at = (await frame.locator('#claim').isVisible()) ? await button() : aim;
  if (touch) {
    await wait(rest);
    await page.touchscreen.tap(at.x, at.y);
  } else await tap({ ...here, ...at }, rest);
}

/** Takes frame and trick away. */
async function clear({ page }: Seat): Promise<void> {
  await page.evaluate(() => window.sittings.at(-1)!.frame.destroy());
  await page.reload();
}

const onPage = async (look: (watched: Watched) => Promise<void>, more = '') => {
  const watched = await world.open(more);
  try {
    await look(watched);
  } finally {
    await watched.context.close();
  }
};

describe('T4 T5 T19 a claim in the bank’s frame', () => {
  test('shows who claims, masked, before the act; a hand’s tap claims once and the page around is told no more', async () => {
    await onPage(async (watched) => {
      const here = await seat(watched);
      assert.equal(await here.frame.locator('#who').innerText(), '林** 199****1001');
      await tap(here);
      const granted = await hears(here.page, 'granted');
      assert.match(String(granted?.['claim']), /^[\w-]+$/);
      assert.equal(await claims(), 1);
      const told = JSON.stringify(await here.page.evaluate(() => window.sittings[0]!.said));
      for (const secret of ['林', '1001', '199', 'qh-c', '余额'])
        assert.ok(!told.includes(secret), `${secret} in ${told}`);
      const { problems } = watched;
      assert.deepEqual([...problems.uncaught, ...problems.console, ...problems.violations], []);
    });
  });

  test('T5 1,000 clicks made by the page’s script claim nothing', async (t) => {
    await onPage(async (watched) => {
      const { page, said } = await seat(watched);
      await wait(1000);
      const before = await claims();
      const clicks = await page.evaluate(async () => {
        const frame = document.querySelector('iframe')!;
        let made = 0;
        for (let round = 0; round < 250; round++) {
          const { left, top, width, height } = frame.getBoundingClientRect();
          const at = { clientX: left + width / 2, clientY: top + height - 90, bubbles: true, composed: true };
          for (const type of ['pointerdown', 'mousedown', 'click', 'keydown']) {
            const event = type === 'keydown' ? new KeyboardEvent(type, { key: 'Enter' }) : new MouseEvent(type, at);
            frame.dispatchEvent(event);
            made++;
          }
          frame.focus();
          frame.click();
          try {
            (frame.contentWindow as unknown as { document: Document }).document.getElementById('claim')!.click();
          } catch {
            // What a page may not do to another origin.
          }
          if (round % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return made;
      });
      await wait(300);
      assert.equal(clicks, 1000);
      assert.ok(!(await said()).includes('sending'));
      assert.equal(await claims(), before);
      t.diagnostic(`${clicks.toLocaleString('en')} clicks made by script: ${(await claims()) - before} claims`);
    });
  });

  test('T5 a click made inside the frame by script is none either', async () => {
    await onPage(async (watched) => {
      const { frame, said } = await seat(watched);
      await wait(1000);
      await frame.evaluate(() => {
        for (let round = 0; round < 20; round++) document.getElementById('claim')!.click();
      });
      await wait(200);
      assert.ok(!(await said()).includes('sending'));
    });
  });

  test('T4 tricks with what the customer sees: every overlay, crop, fade, filter and shift is refused', async (t) => {
    const wrong: string[] = [];
    await onPage(async (watched) => {
      for (const [name, trick] of Object.entries(tricks)) {
        const here = await seat(watched);
        await play(here, trick);
        if (await took(here)) wrong.push(name);
        await clear(here);
      }
      t.diagnostic(`${Object.keys(tricks).length} tricks: ${wrong.length} accepted`);
      assert.deepEqual(wrong, []);
    }, overlay);
  });

  test('T4 what honest pages do is accepted', async (t) => {
    const refused: string[] = [];
    await onPage(async (watched) => {
      for (const [name, trick] of Object.entries(honest)) {
        const here = await seat(watched);
        await play(here, trick);
        if (!(await took(here))) refused.push(name);
        await clear(here);
      }
      t.diagnostic(`${Object.keys(honest).length} honest pages: ${refused.length} refused`);
      assert.deepEqual(refused, []);
    }, overlay);
  });

  test('T4 masks get past the engine’s own tracking: how many is said, which is why nothing of value is confirmed in a frame', async (t) => {
    const through: string[] = [];
    await onPage(async (watched) => {
      for (const [name, css] of Object.entries(masks)) {
        const here = await seat(watched);
        await play(here, { css });
        if (await took(here)) through.push(name);
        await clear(here);
      }
      t.diagnostic(
        `${Object.keys(masks).length} masks: ${through.length} got through (${through.join(', ') || 'none'})`,
      );
    }, overlay);
  });
});
