import { addressOf, type Allowed } from '../bridge/hosts/address.ts';
import type { Clock, Host, LaunchParams, LaunchResult, LaunchTarget, LaunchWay } from '../core/ports.ts';
import { on } from './on.ts';

/** What a launcher is made of. */
export interface LauncherParts {
  partner: string;
  clock: Clock;
  /** What the channel policy allows at this moment. */
  allowed(): Allowed;
  /** What goes along unless the caller says otherwise: this run of the mini-program, language and size. */
  along(): LaunchParams;
  /** Shows a page of the bank's inside the mini-program. */
  show(url: string): void;
  /** Says a mistake in the embedding. */
  debug(line: string): void;
}

/** What opens the bank's places from a mini-program. */
export interface Launcher extends Required<Pick<Host, 'launch' | 'appButton'>> {
  /** What WeChat said of the app that its own button was to open. */
  answered(event: { type: string; detail?: { errMsg?: string } }): void;
  destroy(): void;
}

/**
 * Scenes in which WeChat lets a button open the app: the mini-program was itself opened from that app's share (1069, and
 * 1036 from older clients). From others that keep this power (1089, 1090, 1038) one cannot tell whether it was there.
 */
const appScenes = [1036, 1069];
/** WeChat asks the customer first, and he may take his time (ms). */
const QUESTION = 60_000;
const appId = /^wx[0-9a-f]{16}$/;

const blocked = (evidence: string): LaunchResult => ({ outcome: 'blocked', evidence });
const unknown = (evidence: string): LaunchResult => ({ outcome: 'unknown', evidence });

/** Makes it; the scene is asked anew each time, for a mini-program that stays open is opened again from elsewhere. */
export function createLauncher({ partner, clock, allowed, along, show, debug }: LauncherParts): Launcher {
  let pending: Promise<LaunchResult> | undefined;
  let settle = (_: LaunchResult) => {};
  const opens = ({ kind }: LaunchTarget) => kind === 'app' && appScenes.includes(wx.getEnterOptionsSync?.().scene);
  const prepare = (target: LaunchTarget, params: LaunchParams) =>
    addressOf(target, partner, { ...along(), ...params }, allowed(), (name) =>
      debug(`"${name}" does not go along: its value cannot be`),
    );

  /** Waits for what WeChat's button says; that the mini-program was hidden proves nothing, a call hides it too. */
  function app(): Promise<LaunchResult> {
    return new Promise((resolve) => {
      let hidden = false;
      let cancel = () => {};
      const wait = (milliseconds: number, evidence: string) => {
        cancel();
        cancel = clock.after(milliseconds, () => settle(unknown(evidence)));
      };
      const stops = [
        on('AppHide', () => void (hidden = true)),
        // What WeChat has to say comes with the return.
        on('AppShow', () => hidden && wait(1000, 'hidden')),
      ];
      wait(QUESTION, 'question_open');
      settle = (result) => {
        settle = () => {};
        cancel();
        stops.forEach((stop) => stop());
        resolve(result);
      };
    });
  }

  function miniProgram({ wechat }: LaunchTarget, address: string): Promise<LaunchResult> {
    if (!appId.test(wechat?.id ?? '')) {
      show(address);
      return Promise.resolve(unknown('page'));
    }
    return new Promise((resolve) => {
      wx.navigateToMiniProgram({
        appId: wechat!.id,
        path: `${wechat!.path}?${address.split('?')[1] ?? ''}`,
        success: () => resolve({ outcome: 'opened', evidence: 'mini_program' }),
        fail: ({ errMsg }) =>
          resolve(/cancel/.test(errMsg) ? { outcome: 'cancelled', evidence: 'question_closed' } : blocked('refused')),
      });
    });
  }

  function open(target: LaunchTarget, params: LaunchParams, way: LaunchWay): Promise<LaunchResult> {
    const address = prepare(target, params);
    if (!address) return Promise.resolve(blocked('not_allowed'));
    // No store can be opened from here.
    if (way === 'download') return Promise.resolve(blocked('no_store'));
    if (opens(target)) return app();
    if (target.kind === 'mini-program') return miniProgram(target, address);
    show(address);
    return Promise.resolve(unknown('page'));
  }

  return {
    appButton: (target, params) => (opens(target) ? prepare(target, params) : ''),
    launch(target, params, way = 'open') {
      if (pending && way !== 'download') return pending;
      settle(unknown('superseded'));
      const mine = (pending = open(target, params, way));
      void mine.then(() => {
        if (pending === mine) pending = undefined;
      });
      return mine;
    },
    answered({ type, detail }) {
      const text = detail?.errMsg ?? '';
      if (type === 'launchapp') settle({ outcome: 'opened', evidence: 'launched' });
      else if (/scene/.test(text)) settle(blocked('invalid_scene'));
      else if (/cancel/.test(text)) settle({ outcome: 'cancelled', evidence: 'question_closed' });
      // It does not say whether there is no app or another cause.
      else settle(unknown('launch_failed'));
    },
    destroy: () => settle(unknown('superseded')),
  };
}
