import type { System } from '../../../src/bridge/hosts/system.ts';

/** What the customer does after the tap. */
export const acts = [
  'confirms',
  'confirms late',
  'cancels',
  'pulls notifications',
  'gets a call',
  'gets a call at once',
] as const;
export type Act = (typeof acts)[number];

/** A phone with a browser or an app on it, in which a page wants to open the bank's app. */
export interface PhoneOptions {
  host: string;
  system: System;
  /** Android's Chrome, which knows `intent:`. */
  chrome: boolean;
  /** Is the app that is to be opened there? */
  installed: boolean;
  act: Act;
}

/** What a phone does to a page. */
export interface PageEvents {
  blur(): void;
  focus(): void;
  hide(): void;
  show(): void;
  pagehide(): void;
  after(milliseconds: number, then: () => void): void;
}

/** What came of it, as somebody who looks at the phone sees it. */
export interface Phone {
  /** The page asks for an address; `framed` when only a hidden frame of it does. */
  navigate(url: string, framed: boolean): void;
  readonly saw: ('app' | 'bank page' | 'store' | 'error page' | 'question' | 'alert' | 'other page')[];
}

const stores = /^https:\/\/(apps\.apple\.com|itunes\.apple\.com|a\.app\.qq\.com|appgallery\.huawei\.com)\//;

/**
 * A model of a phone, by the reports in docs/hosts.md: systems ask before a scheme opens an app and iOS says when none
 * does; links switch at once; WeChat lets no scheme through; a top-level scheme nobody knows leaves an Android web-view
 * with an error page. It is no proof of what a device does, and no part of it knows how the SDK judges.
 */
export function createPhone({ host, system, chrome, installed, act }: PhoneOptions, page: PageEvents): Phone {
  const saw: Phone['saw'] = [];
  const inWechat = host.startsWith('wechat');
  let gone = false;
  let question = false;
  let away = false;

  function toApp(): void {
    if (gone) return;
    saw.push('app');
    away = true;
    page.blur();
    page.hide();
    page.after(60_000, () => {
      page.show();
      page.focus();
    });
  }

  function replace(by: Phone['saw'][number]): void {
    saw.push(by);
    gone = true;
    page.pagehide();
    page.hide();
  }

  /** A box of the system over the page: `open` is what its button does. */
  function ask(kind: 'question' | 'alert', open: () => void): void {
    saw.push(kind);
    question = true;
    page.blur();
    const close = (then: () => void) => () => {
      question = false;
      // Nobody has shown whether a page gets the focus back before its app goes: here Android gives it, iOS does not.
      if (then !== toApp || system === 'android') page.focus();
      page.after(200, then);
    };
    const at = {
      confirms: 900,
      'confirms late': 6000,
      cancels: 1500,
      'pulls notifications': 4000,
      'gets a call': 45_000,
      'gets a call at once': 45_000,
    };
    page.after(at[act] - 200, close(act === 'cancels' || act.startsWith('gets') ? () => {} : open));
  }

  /** Something that has nothing to do with the app covers the page for a while. */
  function cover(from: number, until: number): void {
    page.after(from, () => {
      if (gone || away) return;
      if (!question) page.blur();
      page.hide();
      page.after(until - from, () => {
        page.show();
        if (!question) page.focus();
      });
    });
  }

  function link(url: string): void {
    if (stores.test(url)) return page.after(300, () => replace('store'));
    const forwards = system === 'ios' ? host !== 'wechat-webview' : host === 'browser' && system === 'harmony';
    const bank = url.startsWith('https://open.bank.example/');
    if (bank && forwards && installed) page.after(250, toApp);
    else page.after(400, () => replace(bank ? 'bank page' : 'other page'));
  }

  function scheme(framed: boolean): void {
    if (inWechat || system === 'desktop') return;
    if (installed) page.after(200, () => ask('question', toApp));
    else if (system === 'ios') page.after(200, () => ask('alert', () => {}));
    else if (system === 'android' && !framed && !chrome) page.after(200, () => replace('error page'));
  }

  function intent(url: string): void {
    if (!chrome) return scheme(false);
    const [, fallback] = /;S\.browser_fallback_url=([^;]*);/.exec(url) ?? [];
    if (installed) page.after(300, toApp);
    else if (fallback) page.after(100, () => link(decodeURIComponent(fallback)));
  }

  return {
    saw,
    navigate(url, framed) {
      if (act === 'pulls notifications') cover(1200, 2400);
      if (act === 'gets a call') cover(1800, 41_800);
      if (act === 'gets a call at once') cover(100, 41_000);
      if (/^https?:/.test(url)) link(url);
      else if (url.startsWith('intent:')) intent(url);
      else scheme(framed);
    },
  };
}
