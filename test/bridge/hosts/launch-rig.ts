import { page } from '../page.ts';
import { createClock } from '../../../src/bridge/clock.ts';
import type { Allowed } from '../../../src/bridge/hosts/address.ts';
import { createLauncher, type LauncherParts } from '../../../src/bridge/hosts/launch.ts';
import { createWebHost } from '../../../src/bridge/hosts/web.ts';
import type { LaunchResult, LaunchTarget, LaunchWay } from '../../../src/core/ports.ts';
import { createDevice, settle, type FakeDevice } from '../device.ts';
import { createPhone, type Phone, type PhoneOptions } from './phone.ts';

export const bank = 'https://open.bank.example';

/** The bank's app as the policy has it. */
export const app: LaunchTarget = {
  kind: 'app',
  id: 'bank_app',
  name: '青禾银行',
  url: `${bank}/h5/products/FN30D02A`,
  app: {
    scheme: 'qinghebank',
    package: 'example.bank.qinghe',
    wechat: 'wx0f1e2d3c4b5a6978',
    stores: {
      ios: 'https://apps.apple.com/cn/app/id1234567890',
      android: 'https://a.app.qq.com/o/simple.jsp?pkgname=example.bank.qinghe',
      harmony: 'https://appgallery.huawei.com/app/detail?id=example.bank.qinghe',
    },
  },
};
export const miniProgram: LaunchTarget = {
  kind: 'mini-program',
  id: 'bank_mini_program',
  name: '青禾银行小程序',
  url: `${bank}/h5/mini-program`,
  wechat: { id: 'wx0f1e2d3c4b5a6978', path: 'pages/product/index' },
};

/** A page from which something is launched, and what came of it. */
export interface LaunchRig extends ReturnType<typeof createLauncher> {
  device: FakeDevice;
  /** Where the page was sent, hidden frames marked. */
  visits: string[];
  lines: string[];
  /** Hidden frames that stand in the page now. */
  frames(): number;
  phone: Phone | undefined;
  /** Launches and gives the answer as far as it is there. */
  open(target?: LaunchTarget, params?: Record<string, string>, way?: LaunchWay): () => LaunchResult | undefined;
}

export interface LaunchRigOptions extends Partial<LauncherParts> {
  agent: string;
  touches?: number;
  /** What `navigator.userActivation` says; absent as in old engines. */
  tapped?: boolean;
  allow?: Partial<Allowed>;
  phone?: PhoneOptions;
  stated?: Parameters<typeof createWebHost>[0];
}

let focused = true;
let onNavigate: (url: string, framed: boolean) => void = () => {};
let frames = 0;

const { document: documentOfPage } = page;
Object.assign(documentOfPage, {
  hasFocus: () => focused,
  documentElement: {
    appendChild(frame: { src: string }) {
      frames++;
      onNavigate(frame.src, true);
    },
  },
  createElement: () => ({ hidden: false, src: '', remove: () => void frames-- }),
});
// Not enumerable, so that the list still equals a plain one.
Object.defineProperty(page.navigations, 'push', {
  value(...urls: string[]) {
    urls.forEach((url) => onNavigate(url, false));
    return Array.prototype.push.apply(page.navigations, urls);
  },
});

/** Makes a page on a phone. */
export function createLaunchRig({
  agent,
  touches = 5,
  tapped,
  allow,
  phone,
  stated,
  ...parts
}: LaunchRigOptions): LaunchRig {
  const device = createDevice();
  const clock = createClock(device);
  const { location } = globalThis;
  page.agent = agent;
  focused = true;
  frames = 0;
  const put = (name: string, value: unknown) =>
    Object.defineProperty(navigator, name, { configurable: true, value, writable: true });
  put('maxTouchPoints', touches);
  put('userActivation', tapped === undefined ? undefined : { isActive: tapped });
  const lines: string[] = [];
  const visits: string[] = [];
  const made =
    phone &&
    createPhone(phone, {
      blur() {
        focused = false;
        page.dispatch('window', 'blur');
      },
      focus() {
        focused = true;
        page.dispatch('window', 'focus');
      },
      hide() {
        page.document.visibilityState = 'hidden';
        page.dispatch('document', 'visibilitychange');
      },
      show() {
        page.document.visibilityState = 'visible';
        page.dispatch('document', 'visibilitychange');
      },
      pagehide: () => page.dispatch('window', 'pagehide'),
      after: (milliseconds, then) => void clock.after(milliseconds, then),
    });
  onNavigate = (url, framed) => {
    visits.push(framed ? `framed ${url}` : url);
    made?.navigate(url, framed);
  };
  const host = createWebHost(stated);
  // The page's own top is itself.
  Object.assign(page.window, { top: page.window, location });
  const launcher = createLauncher({
    partner: 'lvtu',
    host,
    clock,
    allowed: () => ({ origins: [bank], schemes: ['qinghebank'], ...allow }),
    debug: (line) => void lines.push(line),
    ...parts,
  });
  return {
    ...launcher,
    device,
    visits,
    lines,
    phone: made,
    frames: () => frames,
    open(target = app, params = {}, way = 'open') {
      let result: LaunchResult | undefined;
      void launcher.launch(target, params, way).then((given) => (result = given));
      return () => result;
    },
  };
}

export { settle };
