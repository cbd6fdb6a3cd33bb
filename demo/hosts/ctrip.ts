import type { Late, Model } from './install.ts';

interface Plugin {
  service: string;
  action: string;
  callback_tagname: string;
  [name: string]: unknown;
}

/**
 * A model of Ctrip's bridge by public copies of its version 6.1: assumed until the partner confirms. On iOS a hidden frame
 * is pointed at `ctrip://h5/plugin?jsparam=…`, on Android there are objects such as `User_a`; both answer through
 * `__bridge_callback`, which hands on to the page's one `app.callback`.
 */
export function installCtrip(world: Late, { calls, after }: Model): void {
  const page = world.window as Window & {
    app?: { callback?(answer: object): void };
    __bridge_callback?(text: string): void;
  };
  const session = { UserID: 'M00000000', Mobile: '138****0000', Auth: 'secret-auth', LoginToken: 'secret-token' };
  const answer = (tagname: string, param: object) =>
    after(20, () => page.__bridge_callback?.(encodeURIComponent(JSON.stringify({ tagname, param }))));

  function take(plugin: Plugin): void {
    calls.push({ name: `${plugin.service}.${plugin.action}`, params: plugin });
    if (/member_?login/i.test(plugin.action)) answer(plugin.callback_tagname, { data: session });
    else answer(plugin.callback_tagname, { error_code: '-1' });
  }

  const bridgeCallback = (text: string) => page.app?.callback?.(JSON.parse(decodeURIComponent(text)) as object);
  world.install({ __bridge_callback: bridgeCallback });
  if (world.system === 'android') {
    const user = {
      memberLogin: (json: string) => take({ ...(JSON.parse(json) as Plugin), service: 'User', action: 'memberLogin' }),
    };
    world.install({ User_a: user });
  } else {
    world.onFrame(/^ctrip:\/\/h5\/plugin\?/, (url) => {
      const text = new URLSearchParams(url.slice(url.indexOf('?'))).get('jsparam') ?? '{}';
      take(JSON.parse(text) as Plugin);
    });
  }
}
