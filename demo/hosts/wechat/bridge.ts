/** A request to WeChat's servers to check a page's `wx.config`. */
export interface Verification {
  appId: string;
  timestamp: string;
  nonceStr: string;
  signature: string;
  url: string;
}

/** How the client behaves. */
export interface WeixinOptions {
  /** iOS holds signatures against the address that was loaded, the others against the one that is shown. */
  system: 'ios' | 'android' | 'harmony' | 'desktop';
  /** `before` the page's scripts, after so many milliseconds, or never. */
  arrives: 'before' | number | 'never';
  /** `deaf`: it takes calls and never answers. `broken`: every call throws. */
  mood?: 'well' | 'deaf' | 'broken';
  /** Milliseconds for each answer. */
  latency?: number;
  /** What WeChat's servers say: `ok`, or why not. */
  verify(request: Verification): Promise<string>;
  /** The mini-program around the page, if there is one. */
  miniProgram?: MiniProgram;
  /** Where the page's calls are noted; a list of its own unless given. */
  calls?: WeixinClient['calls'];
}

/** The mini-program around a web-view. */
export interface MiniProgram {
  /** True when `__wxjs_environment` is there only once the bridge is, as in old clients. */
  late?: boolean;
  /** Takes what the page asks of `wx.miniProgram`; throws a text to refuse. */
  call(name: string, arg: Record<string, unknown>): void;
}

type Callback = (answer: Record<string, unknown>) => void;

/** What a test may look at and do. */
export interface WeixinClient {
  /** Every call of the page, by the bridge's own names. */
  readonly calls: { name: string; params: Record<string, unknown> }[];
  /** APIs and open tags that the last accepted config grants, and the address it was for. */
  granted(): { apis: readonly string[]; tags: readonly string[]; url: string } | undefined;
  /** Calls back what the page hung on the bridge, such as `menu:share:appmessage`; false when nothing hangs there. */
  fire(name: string, argument?: Record<string, unknown>): boolean;
  /** The address WeChat holds a signature against at this moment. */
  address(): string;
}

const own = ['checkJsApi', 'getNetworkType', 'hideMenuItems', 'setFontSizeCallback', 'closeWindow'];
/** Works without a config, in pages of any domain. */
const free = ['getNetworkType', 'closeWindow', 'setFontSizeCallback'];

/**
 * Puts a model of WeChat's bridge into a page, by what the genuine JSSDK 1.6.5 sends and expects (docs/hosts.md). It is no
 * proof of what the client does.
 */
export function installWeixin(world: Window & typeof globalThis, options: WeixinOptions): WeixinClient {
  const { document: page, location } = world;
  const { system, arrives, mood = 'well', latency = 20, miniProgram, calls = [] } = options;
  const withoutFragment = () => location.href.split('#')[0]!;
  const landing = withoutFragment();
  const address = () => (system === 'ios' ? landing : withoutFragment());
  const hung = new Map<string, Callback>();
  let granted: ReturnType<WeixinClient['granted']>;

  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  const text = (value: unknown) => (typeof value === 'string' ? value : '');

  async function verify(params: Record<string, unknown>): Promise<Record<string, unknown>> {
    const url = address();
    const said = await options.verify({
      appId: text(params.verifyAppId),
      timestamp: text(params.verifyTimestamp),
      nonceStr: text(params.verifyNonceStr),
      signature: text(params.verifySignature),
      url,
    });
    // A second config takes the place of the first, whatever comes of it.
    granted =
      said === 'ok' ? { apis: list(params.verifyJsApiList), tags: list(params.verifyOpenTagList), url } : undefined;
    return { err_msg: said === 'ok' ? 'preVerifyJSAPI:ok' : `preVerifyJSAPI:fail_${said}` };
  }

  /** The rights of a config end with the address it was for. */
  const may = (name: string) => free.includes(name) || (granted?.url === address() && granted.apis.includes(name));

  function answer(
    name: string,
    params: Record<string, unknown>,
  ): Record<string, unknown> | Promise<Record<string, unknown>> {
    if (name === 'preVerifyJSAPI') return verify(params);
    if (name === 'invokeMiniProgramAPI') {
      if (!miniProgram) return { err_msg: `${name}:fail` };
      try {
        miniProgram.call(text(params.name), (params.arg ?? {}) as Record<string, unknown>);
        return { err_msg: `${name}:ok` };
      } catch (refusal) {
        return { err_msg: `${name}:fail_${refusal}` };
      }
    }
    if (name === 'checkJsApi') {
      if (granted?.url !== address()) return { err_msg: `${name}:access denied` };
      const known = [...own, ...granted.apis, ...granted.tags];
      const result = Object.fromEntries(list(params.jsApiList).map((api) => [api, known.includes(api)]));
      // Android hands objects over as text.
      return { err_msg: `${name}:ok`, checkResult: system === 'android' ? JSON.stringify(result) : result };
    }
    if (name === 'getNetworkType') return { err_msg: 'network_type:wifi' };
    return { err_msg: may(name) ? `${name}:ok` : `${name}:access denied` };
  }

  const bridge = {
    invoke(name: string, params: Record<string, unknown> = {}, callback: Callback = () => {}) {
      if (mood === 'broken') throw new Error('bridge');
      calls.push({ name, params: { ...params } });
      if (mood === 'deaf') return;
      world.setTimeout(() => void Promise.resolve(answer(name, params)).then(callback), latency);
    },
    on(name: string, callback: Callback) {
      hung.set(name, callback);
    },
    call(name: string) {
      bridge.invoke(name);
    },
  };

  function arrive(): void {
    Object.assign(world, { WeixinJSBridge: bridge, ...(miniProgram ? { __wxjs_environment: 'miniprogram' } : {}) });
    page.dispatchEvent(new world.Event('WeixinJSBridgeReady'));
  }

  if (miniProgram && !miniProgram.late) Object.assign(world, { __wxjs_environment: 'miniprogram' });
  if (arrives === 'before') arrive();
  else if (arrives !== 'never') world.setTimeout(arrive, arrives);

  return {
    calls,
    granted: () => granted,
    address,
    fire(name, argument = {}) {
      hung.get(name)?.(argument);
      return hung.has(name);
    },
  };
}
