import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { html } from 'hono/html';
import type { LaunchTarget } from '../../../src/core/ports.ts';
import { arrive } from '../attribution/conversion.ts';
import type { App, Bank } from '../context.ts';
import { apps, ownPartner, targetsAt } from '../seed/channels.ts';
import { page } from './page.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let script: Promise<string> | undefined;

/** The page's script with the SDK and the JSSDK in it, as the bank's own build would make it. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here('open-page.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2019',
    minify: true,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: here('../../../tsconfig.json'),
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** The bank's app as the SDK opens it. */
function appAt(origin: string): LaunchTarget {
  const { name } = targetsAt(origin).bank_app;
  const { scheme, package: id, wechat, stores } = apps.qinghe;
  return {
    kind: 'app',
    id: 'bank_app',
    name: name['zh-CN'],
    url: `${origin}/h5/open`,
    app: { scheme, package: id, wechat, stores },
  };
}

/**
 * Adds the page that stands for the bank's app where a link cannot open it: in WeChat it carries the open tag, which works
 * on a page of the bank's own domain alone.
 */
export function addOpenPage(app: App, bank: Bank): void {
  app.get('/h5/open.js', async (c) => {
    script ??= bundle();
    return c.body(await script, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' });
  });

  app.get('/h5/open', async (c) => {
    const { pl = '' } = c.req.query();
    await arrive(bank, c, 'visit', /^[\w.-]{1,64}$/.test(pl) ? pl : 'page');
    const body = html`<section>
        <h1>打开青禾银行App</h1>
        <p class="note" id="how">在青禾银行App中继续办理。</p>
        <div id="open" data-partner="${ownPartner}" data-target="${JSON.stringify(appAt(bank.origin))}"></div>
        <p class="note" id="said" role="status"></p>
      </section>
      <script type="module" src="/h5/open.js"></script>`;
    return page(c, { title: '打开App', body });
  });
}
