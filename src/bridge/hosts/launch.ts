import { originOf } from '../../core/link.ts';
import type { Code, Host, LaunchParams, LaunchResult, LaunchTarget, LaunchWay } from '../../core/ports.ts';
import type { BankClock } from '../clock.ts';
import { addressOf, intentLink, miniProgramLink, schemeLink, storeLink, type Allowed } from './address.ts';
import { watch, type Attempt } from './attempt.ts';
import { profileOf } from './profile.ts';
import { isAtLeast, systemOf } from './system.ts';
import { on, type WebHost } from './web.ts';

/** Draws a code for a phone's camera, loading what it needs for that. */
export type DrawCode = (text: string) => Promise<Code>;

/** What a launcher is made of. */
export interface LauncherParts {
  partner: string;
  host: WebHost;
  clock: BankClock;
  /** What the channel policy allows at this moment. */
  allowed(): Allowed;
  /** What goes along unless the caller says otherwise: the journey, and the way back. */
  along?(): LaunchParams;
  /** Absent in builds that do not carry it. */
  draw?: DrawCode | undefined;
  /** Says a mistake in the embedding. */
  debug(line: string): void;
}

/** How a place is opened here: by which link, and what may be seen then. */
interface Plan extends Attempt {
  link: string;
  /** In a hidden frame: an Android web-view puts an error page in the place of the page when it knows no such scheme. */
  framed: boolean;
}

// Chrome and what is built like it hand `intent:` on; a web-view names itself by `Version/4.0` or by words at the end.
const chrome = /Gecko\) (SamsungBrowser\/\S+ )?Chrome\/\S+ (Mobile )?Safari\/\S+( EdgA\/\S+)?$/;
const blocked = (evidence: string): LaunchResult => ({ outcome: 'blocked', evidence });
const unknown = (evidence: string): LaunchResult => ({ outcome: 'unknown', evidence });

/** Makes what opens the bank's places from this page. */
export function createLauncher(parts: LauncherParts): { launch: NonNullable<Host['launch']>; destroy(): void } {
  const { partner, host, clock, allowed, along, draw, debug } = parts;
  let pending: Promise<LaunchResult> | undefined;
  let end: ((result: LaunchResult) => void) | undefined;

  function prepare(target: LaunchTarget, params: LaunchParams): string {
    return addressOf(target, partner, { ...along?.(), ...params }, allowed(), (name) =>
      debug(`"${name}" does not go along: its value cannot be`),
    );
  }

  /** The plan; a text is why there is none. */
  function plan(target: LaunchTarget, address: string): Plan | string {
    const agent = navigator.userAgent;
    const system = systemOf(agent, navigator.maxTouchPoints);
    const profile = profileOf(host.name, system);
    const inWechat = /^wechat/.test(host.name);
    const isChrome = system === 'android' && host.name === 'browser' && chrome.test(agent);
    // A link to the site we are on stays in the page, and a page that hops to itself goes round in circles.
    const here = originOf(target.url) === location.origin;
    const page: Plan = { link: address, framed: false, asks: false, alerts: false, leaves: true, sure: false };
    const elsewhere = here ? (inWechat ? 'open_tag' : 'same_page') : page;
    const scheme = (link: string): Plan | string =>
      link
        ? {
            link,
            framed: system === 'android' && !isChrome,
            asks: true,
            alerts: system === 'ios',
            leaves: false,
            sure: false,
          }
        : elsewhere;

    if (target.kind === 'mini-program') {
      return scheme(profile.weixin === 'yes' ? miniProgramLink(target, address) : '');
    }
    if (target.kind !== 'app') return page;
    const own = schemeLink(target, address, allowed());
    const intent = isChrome ? intentLink(target, address, allowed()) : '';
    const sure = profile.opens.includes(system);
    switch (profile.app[system]) {
      case 'link':
        if (inWechat && !isAtLeast(agent, 'MicroMessenger', '7.0.5')) return elsewhere;
        if (!here) return { ...page, sure };
        return inWechat ? elsewhere : scheme(own);
      case 'intent':
        return intent ? { ...page, link: intent, asks: true, sure } : scheme(own);
      case 'scheme':
        return scheme(own);
      default:
        return elsewhere;
    }
  }

  /** Goes there; the returned function takes away what that needed. */
  function go({ link, framed }: Plan, refused: () => void): () => void {
    if (!framed) {
      host.navigate(link);
      return () => {};
    }
    const scheme = link.slice(0, link.indexOf(':'));
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.src = link;
    document.documentElement.appendChild(frame);
    const off = on(document, 'securitypolicyviolation', (event) => {
      if ((event as SecurityPolicyViolationEvent).blockedURI.split(':')[0] === scheme) refused();
    });
    return () => {
      off();
      frame.remove();
    };
  }

  function attempt(target: LaunchTarget, address: string): Promise<LaunchResult> {
    const planned = plan(target, address);
    if (typeof planned === 'string') return Promise.resolve(blocked(planned));
    return new Promise((resolve) => {
      let clean = () => {};
      const stop = (end = watch(planned, clock, (result) => {
        end = undefined;
        clean();
        resolve(result);
      }));
      try {
        clean = go(planned, () => stop(blocked('page_rules')));
      } catch {
        stop(blocked('refused'));
      }
    });
  }

  async function show(address: string, way: LaunchWay): Promise<LaunchResult> {
    if (draw && way !== 'follow') {
      try {
        return { ...unknown('code_shown'), code: await draw(address) };
      } catch {
        // The chunk did not come: the bank's page shows a code as well.
      }
    }
    host.navigate(address);
    return unknown('page');
  }

  function open(target: LaunchTarget, params: LaunchParams, way: LaunchWay): Promise<LaunchResult> {
    // An old engine cannot say whether there was a tap; the widgets call in the task of one.
    if (navigator.userActivation && !navigator.userActivation.isActive) return Promise.resolve(blocked('no_tap'));
    const address = prepare(target, params);
    if (!address) return Promise.resolve(blocked('not_allowed'));
    const system = systemOf(navigator.userAgent, navigator.maxTouchPoints);
    if (system === 'desktop' && /^(app|mini-program)$/.test(target.kind)) return show(address, way);
    if (way !== 'download') return attempt(target, address);
    const store = storeLink(target, system);
    if (!store) return Promise.resolve(blocked('no_store'));
    host.navigate(store);
    return Promise.resolve(unknown('store'));
  }

  return {
    launch(target, params, way = 'open') {
      // One attempt at a time: a second tap hears of the first, unless it wants something else.
      if (pending && way !== 'download') return pending;
      end?.(unknown('superseded'));
      let mine: Promise<LaunchResult>;
      try {
        mine = open(target, params, way).catch(() => blocked('refused'));
      } catch {
        return Promise.resolve(blocked('refused'));
      }
      pending = mine;
      void mine.then(() => {
        if (pending === mine) pending = undefined;
      });
      return mine;
    },
    destroy: () => end?.(unknown('superseded')),
  };
}
