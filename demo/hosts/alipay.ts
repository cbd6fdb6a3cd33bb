import type { Late, Model } from './install.ts';

type Callback = (answer: Record<string, unknown>) => void;

/**
 * A model of Alipay's bridge: `AlipayJSBridge.call`, injected late and announced by an event, and `my` of a mini-program's
 * web-view, which hears nothing from its shell before it has spoken first. Other companies' apps open only from a list.
 */
export function installAlipay(world: Late, { calls, after }: Model): void {
  let code = 0;
  const answers: Record<string, (params: Record<string, unknown>) => Record<string, unknown>> = {
    getAuthCode: () => ({ authCode: `auth-${++code}`, authSuccessScopes: ['auth_base'] }),
    openURL: () => ({ error: 2, errorMessage: 'not in the list' }),
    startApp: ({ appId }) => (/^2000\d{4}$/.test(String(appId)) ? {} : { error: 4, errorMessage: 'no right' }),
  };
  const bridge = {
    call(name: string, params: Record<string, unknown> | Callback = {}, callback?: Callback) {
      const [given, back] = typeof params === 'function' ? [{}, params] : [params, callback];
      calls.push({ name, params: given });
      const answer = answers[name] ?? (() => ({ error: 1, errorMessage: 'not implemented' }));
      after(20, () => back?.(answer(given)));
    },
  };
  world.install({ AlipayJSBridge: bridge }, 'AlipayJSBridgeReady');
  if (!world.miniProgram) return;
  let spoken = false;
  const my = {
    getEnv: (callback: Callback) => after(20, () => callback({ miniprogram: true })),
    onMessage: undefined as Callback | undefined,
    postMessage(data: unknown) {
      calls.push({ name: 'my.postMessage', params: { data } });
      spoken = true;
    },
    navigateTo: (params: Record<string, unknown>) => void calls.push({ name: 'my.navigateTo', params }),
  };
  world.install({ my });
  world.say = (message) => {
    if (spoken) my.onMessage?.({ data: message });
  };
}
