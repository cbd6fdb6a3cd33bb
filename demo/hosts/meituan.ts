import type { Late, Model } from './install.ts';

interface Call {
  success?(answer: Record<string, unknown>): void;
  fail?(answer: Record<string, unknown>): void;
}

/**
 * A model of Meituan's KNB by its loader 1.6.5; what a third party's domain may call is known to nobody outside: assumed
 * until the partner confirms. Calls wait until the bridge is ready; an unknown one is answered by a failure.
 */
export function installMeituan(world: Late, { calls, after }: Model): void {
  let ready = false;
  const waiting: (() => void)[] = [];
  const whenReady = (act: () => void) => void (ready ? act() : waiting.push(act));
  const answers: Record<string, Record<string, unknown>> = {
    // Nobody is signed in.
    getUserInfo: { userId: -1, uuid: '0000000000000', dpid: '' },
    getSafeArea: { top: 44, bottom: 34 },
    getSystemInfoAsync: { platform: 'ios' },
    openWebview: {},
  };
  const knb = new Proxy<Record<string, unknown>>(
    {
      env: { isTitans: true },
      ready: (callback: () => void) => whenReady(callback),
      isApiSupported: ({ apiName, success }: { apiName: string; success(yes: boolean): void }) =>
        whenReady(() => success(apiName in answers)),
    },
    {
      get(own, name: string) {
        if (name in own) return own[name];
        return (call: Call = {}) => {
          calls.push({ name, params: {} });
          whenReady(() =>
            after(20, () => {
              const answer = answers[name];
              if (answer) call.success?.({ ...answer });
              else call.fail?.({ error: -1, msg: `API [${name}] is not implemented` });
            }),
          );
        };
      },
    },
  );
  world.install({ KNB: knb });
  after(300, () => {
    ready = true;
    waiting.splice(0).forEach((act) => act());
  });
}
