import type { Late, Model } from './install.ts';

interface Config {
  appId?: string;
  url?: string;
}
interface Handlers {
  success?(answer: Record<string, unknown>): void;
  fail?(answer: Record<string, unknown>): void;
}

/**
 * A model of UnionPay's `upsdk` over `cordova.exec`. `config` compares the signed address with the page's; outside the wallet
 * it calls `ready` at once, so ready proves nothing.
 */
export function installUnionpay(world: Late, { calls, after }: Model): void {
  const { location } = world.window;
  const readies: (() => void)[] = [];
  let configured = false;
  let refused: ((answer: Record<string, unknown>) => void) | undefined;
  const exec = (success: (value: unknown) => void, _fail: unknown, plugin: string, action: string, args: unknown[]) => {
    calls.push({ name: `${plugin}.${action}`, params: { args } });
    after(20, () => success('{}'));
  };
  const guarded = (name: string, { success, fail }: Handlers, answer: Record<string, unknown>) => {
    calls.push({ name, params: {} });
    after(20, () => (configured ? success?.(answer) : fail?.({ errcode: 'c05', errmsg: 'config first' })));
  };
  const upsdk = {
    isInsideWallet: true,
    config({ appId, url }: Config) {
      calls.push({ name: 'config', params: { appId, url } });
      after(20, () => {
        if (!appId) return refused?.({ errcode: 'c00', errmsg: 'appId' });
        if (url !== undefined && url !== location.href.split('#')[0])
          return refused?.({ errcode: 'c03', errmsg: 'url' });
        configured = true;
        readies.splice(0).forEach((ready) => ready());
      });
    },
    ready(callback: () => void) {
      if (configured) callback();
      else readies.push(callback);
    },
    error: (callback: typeof refused) => void (refused = callback),
    appletAuth: (handlers: Handlers) => guarded('appletAuth', handlers, { code: 'up-code-1' }),
    pluginReady: (callback: () => void) => after(20, callback),
  };
  world.install({ cordova: { exec }, upsdk }, 'deviceready');
}
