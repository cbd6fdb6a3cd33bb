import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { frameCookie } from '../../demo/bank/frame/session.ts';
import { openPage, until, type Watched } from '../support/browser.ts';
import { hears, startFrameWorld } from '../support/frame-world.ts';

const world = await startFrameWorld();
const { at, path, site, evil } = world;

/** Opens a frame, hands it a ticket and waits until the bank has told whether the customer is known. */
async function handshake(page: Page): Promise<{ bound: unknown; nonce: string }> {
  const nonce = await page.evaluate(([at, path]) => window.sit(at!, path!).nonce, [at, path]);
  const ticket = await world.frameTicket(nonce);
  await page.evaluate((ticket) => {
    window.sittings.at(-1)!.frame.send({ kind: 'visit', ticket, key: 'k', placement: 'test' });
  }, ticket);
  return { bound: (await hears(page, 'session'))?.['bound'], nonce };
}

const onWorldPage = async (more: string, look: (watched: Watched) => Promise<void>) => {
  const watched = await world.open(more);
  try {
    await look(watched);
  } finally {
    await watched.context.close();
  }
};

/** A sibling that knows the protocol and shouts at everybody as fast as it can; what anybody answers, it keeps. */
const hostile = `<!doctype html><script>
  const heard = [], channels = []; let sent = 0;
  const words = ['inlay 1 hello', 'inlay 1 AAAAAAAAAAAAAAAAAAAAAA', 'inlay 2 hello', null, undefined, 0, '', [], {},
    { kind: 'session', bound: true }, { kind: 'granted', claim: 'x' }, { kind: 'leave' }, { toString: 1 }, { source: null, origin: '${at}' }];
  addEventListener('message', (e) => e.data !== 'tick' && heard.push(String(e.data)));
  const port = () => { const c = new MessageChannel(); c.port1.onmessage = (e) => heard.push('port ' + JSON.stringify(e.data));
    channels.push(c); if (channels.length > 200) channels.shift().port1.close(); return c.port2; };
  const pump = new MessageChannel();
  pump.port1.onmessage = () => {
    for (let n = 0; n < 40; n++) {
      const word = words[sent % words.length];
// Every third one is an answer as the page itself would give it, with a port.
      const targets = [parent]; for (let i = 0; i < parent.length; i++) if (parent[i] !== window) targets.push(parent[i]);
      for (const target of targets) { sent++; const sham = sent % 3 === 0; try { target.postMessage(sham ? words[1] : word, '*', sham ? [port()] : []); } catch {} }
    }
    setTimeout(() => pump.port2.postMessage(0), 4);
  };
  pump.port2.postMessage(0);
  addEventListener('message', (e) => { if (e.data === 'report') e.ports[0].postMessage({ sent, heard }); });
</script>`;

describe('S4 T6 the channel between a page and the bank’s frame', () => {
  test('T6 ≥ 100,000 spoofed messages from a hostile sibling during 25 handshakes', async (t) => {
    const sibling = evil.put('/sibling.html', hostile);
    await onWorldPage(`<iframe id="evil" src="${sibling}"></iframe>`, async ({ page, problems }) => {
      await page.waitForFunction(() => window.length > 0);
      const report = () =>
        page.evaluate(
          () =>
            new Promise<{ sent: number; heard: string[] }>((resolve) => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = ({ data }) => resolve(data as { sent: number; heard: string[] });
              document.querySelector<HTMLIFrameElement>('#evil')!.contentWindow!.postMessage('report', '*', [port2]);
            }),
        );
      let right = 0;
      for (let round = 0; round < 25; round++) {
        const { bound } = await handshake(page);
        const said = await page.evaluate(() => window.sittings.at(-1)!.said);
        if (bound === true && said.every(({ kind }) => /^(height|session)$/.test(kind ?? ''))) right++;
        if (bound !== true) break;
        // The noise is kept up until it is loud enough for this round.
        await until(async () => (await report()).sent >= (round + 1) * 4_200, 60);
        await page.evaluate(() => window.sittings.at(-1)!.frame.destroy());
      }
      const { sent, heard } = await report();
      const leaked = heard.filter((one) => !/^report$/.test(one));
      const errors = [...problems.uncaught, ...problems.console, ...problems.violations];
      const lost = await page.evaluate(() => window.sittings.filter((one) => one.lost).length);
      t.diagnostic(
        `${sent.toLocaleString('en')} spoofed messages during 25 handshakes: ${right} right, ${leaked.length} answers leaked, ${errors.length} errors`,
      );
      assert.ok(sent >= 100_000, String(sent));
      assert.equal(right, 25);
      assert.deepEqual(leaked, []);
      assert.deepEqual(errors, []);
      assert.equal(lost, 0);
    });
  });

  test('T18 the session is a partitioned cookie that no script reads, and the page around holds nothing', async () => {
    await onWorldPage('', async ({ page, context }) => {
      await handshake(page);
      const cookie = (await context.cookies()).find(({ name }) => name === frameCookie);
      assert.ok(cookie, 'Chromium keeps a __Host- cookie of http://*.localhost');
      const { httpOnly, secure, sameSite, path } = cookie;
      assert.deepEqual(
        { httpOnly, secure, sameSite, path },
        { httpOnly: true, secure: true, sameSite: 'None', path: '/' },
      );
      assert.equal((cookie as { partitionKey?: string }).partitionKey, 'http://site.localhost');
    });
  });

  test('T6 a frame that is loaded anew, or led elsewhere, mid-call ends the channel; the stranger hears nothing', async () => {
    const listener = evil.put(
      '/listener.html',
      `<!doctype html><script>const heard = [];
      addEventListener('message', (e) => { if (e.data === 'report') e.ports[0].postMessage(heard); else heard.push(String(e.data)); });
      parent.postMessage('inlay 1 hello', '*');</script>`,
    );
    for (const target of [at + path, listener]) {
      await onWorldPage('', async ({ page, problems }) => {
        await handshake(page);
        await page.evaluate((target) => {
          const { frame } = window.sittings[0]!;
          frame.element.contentWindow!.location.replace(target);
          frame.send({ kind: 'visit', ticket: 'secret', key: 'k', placement: 'test' });
        }, target);
        assert.ok(await until(() => page.evaluate(() => window.sittings[0]!.lost)), target);
        assert.equal(await page.evaluate(() => document.querySelectorAll('iframe').length), 0);
        assert.deepEqual(problems.uncaught, []);
      });
    }
    // Led away before it could say hello: the answer is for the bank's origin alone.
    await onWorldPage('', async ({ page }) => {
      const heard = await page.evaluate(
        async ([at, path, listener]) => {
          const { frame } = window.sit(at!, path!);
          frame.element.src = listener!;
          await new Promise((loaded) => frame.element.addEventListener('load', loaded));
          await new Promise((later) => setTimeout(later, 300));
          return new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => resolve(data);
            frame.element.contentWindow!.postMessage('report', '*', [port2]);
          });
        },
        [at, path, listener],
      );
      assert.deepEqual(heard, []);
    });
  });

  test('T7 a stranger’s page, and any page but the top one, gets no frame', async () => {
    const mine = site.put('/inner.html', world.html());
    const places: Record<string, string> = {
      'a stranger': evil.put('/stranger.html', world.html()),
      'the partner’s page within a stranger’s': evil.put(
        '/around.html',
        `<!doctype html><iframe src="${mine}"></iframe>`,
      ),
      'a stranger within the partner’s page': site.put(
        '/outer.html',
        `<!doctype html><iframe src="${evil.origin}/stranger.html"></iframe>`,
      ),
      'the partner’s page within itself': site.put('/twice.html', `<!doctype html><iframe src="${mine}"></iframe>`),
    };
    const look = async ([name, url]: [string, string]) => {
      const { page, context } = await openPage();
      await page.goto(url);
      const inner = page.frames().at(-1)!;
      await inner.waitForFunction(() => 'sit' in window);
      await inner.evaluate(([at, path]) => void window.sit(at!, path!), [at, path]);
      assert.ok(await until(() => inner.evaluate(() => window.sittings[0]!.lost)), name);
      assert.deepEqual(await inner.evaluate(() => window.sittings[0]!.said), [], name);
      await context.close();
    };
    await Promise.all(Object.entries(places).map(look));
  });

  test('null, numbers, foreign words and a second set of ports over the window or the port do no harm', async () => {
    await onWorldPage('', async ({ page, problems }) => {
      const { nonce } = await handshake(page);
      const said = await page.evaluate(async (nonce) => {
        const { frame, said } = window.sittings[0]!;
        const before = said.length;
        for (const word of [null, undefined, 0, '', [], {}, { kind: null }, { kind: 'visit' }])
          frame.send(word as object);
        for (const ports of [0, 1, 2]) {
          const channels = Array.from({ length: ports }, () => new MessageChannel());
          for (const { port1 } of channels) port1.onmessage = ({ data }) => said.push(data as { kind: string });
          for (const word of [null, 1, 'inlay 1', `inlay 2 ${nonce}`, `inlay 1 ${nonce}`])
            frame.element.contentWindow!.postMessage(
              word,
              '*',
              ports && word === 1 ? channels.map(({ port2 }) => port2) : [],
            );
        }
        await new Promise((later) => setTimeout(later, 300));
        return said.slice(before);
      }, nonce);
      assert.deepEqual(said, []);
      assert.deepEqual(problems.uncaught, []);
    });
  });
});
