import { page } from '../bridge/page.ts';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { signPage } from '../../demo/hosts/wechat/signature.ts';
import { installWeixin, type WeixinClient, type WeixinOptions } from '../../demo/hosts/wechat/bridge.ts';
import { createClock } from '../../src/bridge/clock.ts';
import type { Weixin, WeixinSignature } from '../../src/bridge/hosts/wx-config.ts';
import { createDevice, type FakeDevice } from '../bridge/device.ts';
import { seen } from '../bridge/hosts/user-agents.ts';

const jssdk = readFileSync(createRequire(import.meta.url).resolve('weixin-js-sdk'), 'utf8');
export const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg';
export const appId = 'wx0f1e2d3c4b5a6978';

/** `wx.miniProgram` and whatever else of the JSSDK a test touches. */
export interface Wx extends Weixin {
  miniProgram: Record<string, (options?: unknown) => void>;
  [name: string]: unknown;
}

export interface WeixinRig {
  wx: Wx;
  client: WeixinClient | undefined;
  device: FakeDevice;
  clock: ReturnType<typeof createClock>;
  /** Addresses the JSSDK reported to WeChat. */
  reports: string[];
  /** What a bank answers that signs every address. */
  sign(url: string): Promise<WeixinSignature>;
}

/** Puts the genuine JSSDK into the page, in the client given; without one the page stands in some browser. */
export function createWeixinRig(
  options: Partial<WeixinOptions> & { agent?: string; client?: false } = {},
  href = 'https://open.bank.example/h5/app?id=7#top',
): WeixinRig {
  const { system = 'android', client: inside, agent } = options;
  page.reset(href);
  const device = createDevice();
  const clock = createClock(device);
  const what = { ios: 'WeChat on an iPhone', android: 'WeChat 8.0.76', harmony: 'HarmonyOS', desktop: 'Windows' }[
    system
  ];
  page.agent = agent ?? seen.find((sample) => sample.what.includes(what))!.agent;
  const platform = { ios: 'iPhone', android: 'Linux armv8l', harmony: 'Linux', desktop: 'Win32' }[system];
  const reports: string[] = [];
  const module = { exports: {} as Wx };
  const world = createContext({
    document: page.document,
    location,
    navigator: { userAgent: page.agent, platform },
    setTimeout: (run: () => void, milliseconds: number) => clock.after(milliseconds, run),
    Event,
    console,
    module,
    Image: class {
      set src(url: string) {
        reports.push(url);
      }
    },
  }) as unknown as Window & typeof globalThis;
  Object.assign(world, { window: world });
  Object.defineProperty(navigator, 'maxTouchPoints', { configurable: true, value: 5 });
  Object.defineProperty(performance, 'getEntriesByType', { configurable: true, value: () => [{ name: href }] });
  const verify: WeixinOptions['verify'] = async ({ appId: id, signature, ...signed }) =>
    id === appId && signature === signPage({ ticket, ...signed }) ? 'ok' : 'invalid signature';
  const client =
    inside === false ? undefined : installWeixin(world, { system, arrives: 'before', verify, latency: 20, ...options });
  runInContext(jssdk, world);
  return {
    wx: module.exports,
    client,
    device,
    clock,
    reports,
    async sign(url) {
      const signed = { nonceStr: 'Wm3WZYTPz0wzccnW', timestamp: 1414587457, url };
      return { appId, ...signed, signature: signPage({ ticket, ...signed }) };
    },
  };
}
