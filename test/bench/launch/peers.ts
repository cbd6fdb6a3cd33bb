import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { createDevice, settle } from '../../bridge/device.ts';
import { createPhone, type Act } from '../../bridge/hosts/phone.ts';
import type { Row } from '../../bridge/hosts/launch-rows.ts';

/** What a library did on a phone. */
export interface Deed {
  /** Its own word for the outcome; empty when it has none. */
  said: string;
  saw: readonly string[];
  visits: readonly string[];
}

/** A library with the bank's app set up as its manual says, with the store and the bank's page to fall back to. */
export interface Peer {
  name: string;
  /** Runs in the page: makes `open()`, which tells its outcomes to `say`. */
  script: string;
}

const store = 'https://apps.apple.com/cn/app/id1234567890';
const yyb = 'https://a.app.qq.com/o/simple.jsp?pkgname=example.bank.qinghe';

export const peers: readonly Peer[] = [
  {
    name: 'callapp-lib 3.5.3',
    script: `import CallApp from 'callapp-lib';
      globalThis.open = () => new CallApp({
        scheme: { protocol: 'qinghebank', host: 'open.bank.example' },
        intent: { package: 'example.bank.qinghe', scheme: 'qinghebank' },
        universal: { host: 'open.bank.example' },
        appstore: '${store}', yingyongbao: '${yyb}', fallback: 'https://open.bank.example/download',
        logFunc: (status) => status === 'failure' && say('failed'),
      }).open({ path: 'h5/products/FN30D02A', param: { pt: 'lvtu' } });`,
  },
  {
    name: 'web-launch-app 2.2.8',
    script: `import { LaunchApp } from 'web-launch-app';
      const page = { path: 'open.bank.example/h5/products/FN30D02A' };
      const scheme = { protocol: 'qinghebank', index: page };
      globalThis.open = () => new LaunchApp({
        pkgName: 'example.bank.qinghe', useYingyongbao: true, autodemotion: true,
        deeplink: { scheme: { android: scheme, ios: scheme }, link: { index: { url: 'https://open.bank.example/h5/products/FN30D02A' } } },
        pkgs: { ios: '${store}', android: 'https://open.bank.example/download', yyb: '${yyb}' },
        landPage: 'https://open.bank.example/download',
      }).open({ page: 'index', param: { pt: 'lvtu' } }, (status) => { say(['failed', 'opened', 'unknown'][status]); });`,
  },
];

const bundles = new Map<Peer, string>();

function bundle(peer: Peer): string {
  const known = bundles.get(peer);
  if (known) return known;
  const stdin = {
    contents: peer.script,
    resolveDir: createRequire(import.meta.url)
      .resolve('./peers.ts')
      .replace(/\/[^/]*$/, ''),
  };
  const [file] = buildSync({ stdin, bundle: true, format: 'iife', write: false, logLevel: 'error' }).outputFiles;
  bundles.set(peer, file!.text);
  return file!.text;
}

/** Taps once in a page with the library on the phone of a row. */
export async function play(peer: Peer, row: Row, installed: boolean, act: Act): Promise<Deed> {
  const device = createDevice();
  const visits: string[] = [];
  let said = '';
  let hidden = false;
  const page = Object.assign(new EventTarget(), { cookie: '', title: '' });
  const home = row.home ? 'https://open.bank.example/h5/account' : 'https://travel.example/hotel?id=7';
  let gone = false;
  const go = (url: string, framed = false) => {
    if (gone) return;
    visits.push(framed ? `framed ${url}` : url);
    phone.navigate(url, framed);
  };
  const location = new (class {
    get href() {
      return home;
    }
    set href(url: string) {
      go(url);
    }
    origin = new URL(home).origin;
    host = new URL(home).host;
    hostname = new URL(home).hostname;
    protocol = 'https:';
    search = '';
    hash = '';
    replace = (url: string) => go(url);
    toString = () => home;
  })();
  const window = Object.assign(new EventTarget(), {
    document: page,
    navigator: {
      userAgent: row.agent,
      appVersion: row.agent.replace(/^Mozilla\//, ''),
      platform: '',
      vendor: '',
      maxTouchPoints: row.touches,
    },
    location,
    Event,
    console: { log() {}, warn() {}, error() {} },
    alert() {},
    say: (word: string) => void (said ||= word),
    setTimeout: (run: () => void, milliseconds = 0) => device.set(run, milliseconds),
    clearTimeout: (timer: unknown) => device.clear(timer),
    isNaN,
  });
  const element = (name: string) => {
    const attributes: Record<string, string> = {};
    return {
      style: {},
      classList: { add() {} },
      appendChild() {},
      remove() {},
      setAttribute(key: string, value: string) {
        attributes[key] = value;
        if (name === 'iframe' && key === 'src') go(value, true);
      },
      getAttribute: (key: string) => attributes[key],
      set src(url: string) {
        if (name === 'iframe' && url) go(url, true);
      },
      set href(url: string) {
        attributes.href = url;
      },
      click: () => attributes.href && go(attributes.href),
      dispatchEvent: () => attributes.href && go(attributes.href),
    };
  };
  const body = { appendChild() {}, removeChild() {}, contains: () => true };
  Object.assign(page, {
    createElement: element,
    body,
    documentElement: body,
    getElementsByTagName: () => [body],
    querySelector: () => null,
  });
  for (const name of ['hidden', 'webkitHidden']) Object.defineProperty(page, name, { get: () => hidden });
  Object.defineProperty(page, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
  const fire = (target: EventTarget, type: string) => void target.dispatchEvent(new Event(type));
  const phone = createPhone(
    { host: row.host, system: row.system, chrome: row.chrome, installed, act },
    {
      blur: () => fire(window, 'blur'),
      focus: () => fire(window, 'focus'),
      hide() {
        hidden = true;
        fire(page, 'visibilitychange');
      },
      show() {
        hidden = false;
        fire(page, 'visibilitychange');
      },
      pagehide() {
        gone = true;
        fire(window, 'pagehide');
      },
      after: (milliseconds, then) => void device.set(then, milliseconds),
    },
  );
  const world = createContext(window) as typeof window & { window: unknown; top: unknown; self: unknown };
  world.window = world.top = world.self = world;
  runInContext(bundle(peer), world);
  runInContext('Date.now = now; Date.prototype.getTime = now;', Object.assign(world, { now: () => device.wall() }));
  try {
    runInContext('open()', world);
  } catch (error) {
    said = `throws ${(error as Error).message}`;
  }
  await settle();
  await device.advance(200_000);
  return { said, saw: phone.saw, visits };
}
