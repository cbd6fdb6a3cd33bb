import type { LaunchParams, LaunchResult, LaunchTarget, LaunchWay } from '../../src/core/ports.ts';
import { bannerPolicy } from './banner.ts';
import type { FakeInlay } from './fake-inlay.ts';

/** One attempt to open a place. */
export interface Launched {
  target: LaunchTarget;
  params: LaunchParams;
  way: LaunchWay | undefined;
}

/** Gives a fake host that opens places; `results` come one after the other, the last one for all that follow. */
export function addLaunch(fake: FakeInlay, ...results: LaunchResult[]): Launched[] {
  const launched: Launched[] = [];
  fake.ports.host.launch = (target, params, way) => {
    launched.push({ target, params, way });
    return Promise.resolve(results[Math.min(launched.length, results.length) - 1]!);
  };
  return launched;
}

const origin = 'https://h5.bank.example';
const name = { 'zh-CN': '青禾银行', 'zh-HK': '青禾銀行', en: 'Qinghe Bank' };

/** A policy that redirects one verb of a class to a place of the bank's, and allows everything else. */
export function redirecting(productClass: string, verb: string, target: string) {
  const policy = bannerPolicy();
  return {
    ...policy,
    rules: [
      { id: 'away', host: '*', productClass, verb, verdict: 'redirect', target },
      { id: 'rest', host: '*', productClass: '*', verb: '*', verdict: 'allow' },
    ],
    targets: {
      ...policy.targets,
      bank_page: { kind: 'h5', name, origin },
      other_account: { kind: 'account', name, origin, path: '/h5/accounts/retail', wechat: { id: 'gh_1' } },
      mini: { kind: 'mini-program', name, origin, path: '/h5/mini', wechat: { id: 'gh_2', path: 'pages/home' } },
    },
  };
}
