import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { onPage, until, type Watched } from '../support/browser.ts';
import { clean, isReady } from '../support/look.ts';
import { strictPolicy } from '../support/host-policies.ts';
import { entries, startCdn, type Cdn } from './cdn.ts';

let cdn: Cdn;
before(async () => {
  cdn = await startCdn();
});
after(() => cdn.close());
beforeEach(() => {
  entries.forEach(({ file }) => cdn.change(file));
  cdn.asked.length = 0;
});

const loose = "script-src * 'unsafe-inline'";
const script = (text: string) => `<script>${text}</script>`;
/** Our tag without a word on partner or gateway. */
const bare = (file: 'inlay.js' | 'inlay.iife.js') => cdn.tag(file).replace(/ data-(partner|gateway)="[^"]*"/g, '');
const init = () => `{ partner: 'lvtu', gateway: '${cdn.at}', theme: 'dark' }`;
const theme = ({ page }: Watched) =>
  page.evaluate(
    () =>
      new Promise((resolve) =>
        (window as never as { inlay: { push(call: unknown): void } }).inlay.push(
          (inlay: { settings: { getState(): { theme: string } } }) => resolve(inlay.settings.getState().theme),
        ),
      ),
  );
const defined = ({ page }: Watched) => page.evaluate(() => !!customElements.get('inlay-wealth-card'));
const partnerOf = ({ page }: Watched) =>
  page.evaluate(
    () =>
      new Promise((resolve) =>
        (window as never as { inlay: { push(call: unknown): void } }).inlay.push((inlay: { partner: string }) =>
          resolve(inlay.partner),
        ),
      ),
  );
const files = ['inlay.js', 'inlay.iife.js'] as const;

for (const file of files) {
  test(`${file}: a call pushed before the script is kept, in order with the next`, async () => {
    const head = script(
      `window.inlay = window.inlay || []; inlay.push(['init', ${init()}]); inlay.push(['update', { theme: 'light' }]);`,
    );
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ head, scripts: bare(file), policy: loose }));
      await isReady(watched.page);
      assert.equal(await theme(watched), 'light');
      clean(watched);
    });
  });

  test(`${file}: the documented stub lets a page write inlay.init before the script`, async () => {
    const head = script(
      `window.inlay = window.inlay || []; inlay.init = inlay.init || ((options) => inlay.push(['init', options])); inlay.init(${init()});`,
    );
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ head, scripts: bare(file), policy: loose }));
      await isReady(watched.page);
      assert.equal(await theme(watched), 'dark');
      clean(watched);
    });
  });

  test(`${file}: inlay.init, update and push work after the script, also through a reference kept from before`, async () => {
    const head = script('window.inlay = window.inlay || []; window.kept = inlay;');
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ head, scripts: bare(file), policy: loose }));
      await watched.page.waitForFunction(() => 'version' in (window as never as { inlay: object }).inlay);
      await watched.page.evaluate(`inlay.init(${init()}); kept.push(['update', { theme: 'light' }])`);
      await isReady(watched.page);
      assert.equal(await theme(watched), 'light');
      clean(watched);
    });
  });

  test(`${file}: what init is told adds to what the tag says`, async () => {
    const head = script("window.inlay = window.inlay || []; inlay.push(['init', { theme: 'dark' }]);");
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ head, scripts: cdn.tag(file), policy: loose }));
      await isReady(watched.page);
      assert.equal(await theme(watched), 'dark');
      clean(watched);
    });
  });

  test(`${file}: a mistake in a kept call throws nothing into the page, and debug mode says it`, async () => {
    const head = script("window.inlay = [['init', { partner: 'No Such!' }], ['update'], ['nonsense', 1], 7, null];");
    await onPage({}, async (watched) => {
      await watched.page.goto(
        cdn.page({ head, scripts: bare(file).replace('crossorigin', 'crossorigin data-debug'), policy: loose }),
      );
      assert.ok(await until(() => watched.problems.console.some((line) => /partner must be/.test(line))));
      assert.deepEqual(watched.problems.uncaught, []);
    });
  });

  test(`${file}: a tag without data-partner says so at once, and once, in debug mode; without it the console is clean`, async () => {
    const said = (watched: Watched) => watched.problems.console.filter((line) => line.includes('[inlay]'));
    await onPage({}, async (watched) => {
      await watched.page.clock.install();
      const scripts = bare(file).replace('crossorigin', 'crossorigin data-debug');
      await watched.page.goto(cdn.page({ scripts, cards: cdn.card() + cdn.card() }));
      // The page's clock stands: nothing has waited for it.
      assert.ok(await until(() => said(watched).length > 0));
      assert.match(said(watched).join(), /no data-partner: nothing starts before inlay\.init$/);
    });
    await onPage({}, async (watched) => {
      await watched.page.clock.install();
      await watched.page.goto(cdn.page({ scripts: bare(file) }));
      assert.ok(await until(() => defined(watched)));
      clean(watched);
    });
  });

  test(`${file}: a tag of another partner is told, whichever of the two asks for it; one of the same silences nothing`, async () => {
    const tags = (first: string, second: string, partner = 'meituan') =>
      cdn.tag(file, first) + cdn.tag(file, second).replace('data-partner="lvtu"', `data-partner="${partner}"`);
    for (const scripts of [tags('data-debug', ''), tags('', 'data-debug')]) {
      await onPage({}, async (watched) => {
        await watched.page.goto(cdn.page({ scripts }));
        await isReady(watched.page);
        const told = () => watched.problems.console.filter((line) => /This page runs Inlay for lvtu at/.test(line));
        assert.ok(await until(() => told().length > 0));
        assert.equal(await partnerOf(watched), 'lvtu');
        assert.deepEqual(watched.problems.uncaught, []);
      });
    }
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ scripts: tags('data-debug', '', 'lvtu') }));
      await isReady(watched.page);
      await watched.page.evaluate("inlay.push(['update', { theme: 'blue' }])");
      assert.ok(await until(() => watched.problems.console.some((line) => /theme must be one of/.test(line))));
    });
  });

  test(`${file}: a call that is none is told by its name`, async () => {
    const head = script("window.inlay = [['setConsent', { service: 'granted' }]];");
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ head, scripts: cdn.tag(file, 'data-debug'), policy: loose }));
      assert.ok(await until(() => watched.problems.console.some((line) => /setConsent: .*not a function/.test(line))));
      assert.deepEqual(watched.problems.uncaught, []);
    });
  });

  test(`${file}: a page's own global of our name is left alone, and the tag works from its attributes`, async () => {
    const head = script("window.inlay = function theirs() { return 'theirs'; };");
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ head, scripts: cdn.tag(file), policy: loose }));
      await isReady(watched.page);
      assert.equal(await watched.page.evaluate('inlay()'), 'theirs');
      clean(watched);
    });
  });

  test(`T13 ${file}: named elements answer for nothing of ours`, async () => {
    const names = ['currentScript', 'head', 'body', 'scripts', 'documentElement', 'querySelectorAll', 'inlay'];
    const head = script(`window.evil = 'http://evil.localhost';`);
    const cards =
      names.map((name) => `<img name="${name}" id="${name}" src="data:," alt="">`).join('') +
      '<form name="customElements"></form><a id="inlay-wealth-card"></a>' +
      cdn.card();
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ head, cards, tail: cdn.tag(file), policy: loose }));
      await isReady(watched.page);
      assert.deepEqual(watched.problems.uncaught, []);
    });
  });
}

for (const file of files)
  test(`${file}: T2 a page's call stands above all of its tags, the second of two as well`, async () => {
    const head = script("window.inlay = [['update', { theme: 'light' }]];");
    const tags = cdn.tag(file, 'data-theme="dark"').repeat(2);
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ head, scripts: tags, policy: loose }));
      await isReady(watched.page);
      assert.equal(await theme(watched), 'light');
    });
  });

test('a call is kept while the shared chunk fails to load, and answered in order when it comes', async () => {
  // Four tries fail; the tag that comes later starts anew.
  let fails = 4;
  cdn.change('chunks/base.js', (text) => (fails-- > 0 ? { body: '', status: 503 } : text));
  const head = script(`window.inlay = [['init', ${init()}]];`);
  await onPage({}, async (watched) => {
    await watched.page.clock.install();
    await watched.page.goto(cdn.page({ head, scripts: bare('inlay.js'), cards: '', policy: loose }));
    assert.ok(
      await until(async () => {
        await watched.page.clock.runFor(5000);
        return fails <= 0;
      }),
    );
    await watched.page.waitForTimeout(200);
    await watched.page.evaluate("inlay.push(['update', { theme: 'light' }])");
    assert.equal(await theme(watched), 'light');
    assert.deepEqual(watched.problems.uncaught, []);
  });
});

test('a value that cannot be is left out of the tag, and the card shows all the same', async () => {
  const wrong = 'data-mode="huge" data-theme="dark" data-locale="fr" data-debug data-ticket="https://evil.localhost/t"';
  await onPage({}, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag('inlay.js', wrong) }));
    await isReady(watched.page);
    assert.equal(await theme(watched), 'dark');
    const said = watched.problems.console.join('\n');
    for (const name of ['data-mode', 'data-locale', 'data-ticket']) assert.match(said, new RegExp(name));
    assert.deepEqual(watched.problems.violations, [], 'nothing was asked of the other origin');
  });
});

test('a language file of the one-file build may come before or after it', async () => {
  for (const order of [
    () => cdn.side('inlay.en.js') + cdn.tag('inlay.iife.js', 'data-locale="en"'),
    () => cdn.tag('inlay.iife.js', 'data-locale="en"') + cdn.side('inlay.en.js'),
  ]) {
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ scripts: order() }));
      await isReady(watched.page);
      await watched.page.getByText('Minimum purchase').first().waitFor({ state: 'attached' });
    });
  }
});

test('finding 4: the card renders where the page allows no Trusted Types policy at all', async () => {
  for (const list of ["'none'", 'hotel', 'lit-html']) {
    for (const file of files) {
      await onPage({}, async (watched) => {
        await watched.page.goto(
          cdn.page({ scripts: cdn.tag(file), policy: `${strictPolicy(cdn.at)}; trusted-types ${list}` }),
        );
        await isReady(watched.page);
        assert.deepEqual(watched.problems.uncaught, []);
      });
    }
  }
});

test('finding 4: an engine that cannot make templates without a policy keeps the link', async () => {
  await onPage({ first: 'delete Element.prototype.setHTML;' }, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag(), policy: `${strictPolicy(cdn.at)}; trusted-types 'none'` }));
    assert.ok(await until(() => cdn.asked.some((line) => line.includes('wealth-card.js'))));
    await watched.page.waitForTimeout(300);
    assert.ok(await watched.page.locator('inlay-wealth-card a').isVisible());
    assert.deepEqual(watched.problems.uncaught, []);
  });
});
