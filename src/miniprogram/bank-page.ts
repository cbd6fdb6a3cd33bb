import { originOf } from '../core/link.ts';

/** What {@link createBankPage} needs. */
export interface BankPageParts {
  /** Path of the mini-program's page that holds the `web-view` component, such as `/pages/bank/index`. */
  page: string;
  gateway: string;
  /** A one-use ticket, where the page has a session. */
  ticket(): Promise<string>;
  /** The customer was sent back with this state. */
  onState(state: string): void;
  /** The page was closed. */
  onClosed(): void;
  debug(line: string): void;
}

/** A page of the bank's inside the mini-program. */
export interface BankPage {
  show(url: string): void;
  /** The address for the wrapper, once; with the ticket in its fragment, which no server sees. */
  take(): Promise<string>;
  /** The wrapper loaded an address, or could not: true when it is the way back. */
  moved(address: string): boolean;
  /** The bank's page has left word; `wx.miniProgram.postMessage({ data: { inlay_state } })`. */
  heard(messages: unknown): void;
  closed(): void;
}

/** Makes it. Its address never stands in the wrapper's own, which a customer may share. */
export function createBankPage({ page, gateway, ticket, onState, onClosed, debug }: BankPageParts): BankPage {
  let wanted: Promise<string> | undefined;

  async function address(url: string): Promise<string> {
    // A ticket is for the bank's gateway alone; without one the bank's page asks who it is.
    const word = originOf(url.split('#')[0]!) === gateway ? await ticket().catch(() => '') : '';
    return word ? `${url}${url.includes('#') ? '&' : '#'}inlay_ticket=${encodeURIComponent(word)}` : url;
  }

  return {
    show(url) {
      wanted = address(url);
      wx.navigateTo({
        url: page,
        fail: ({ errMsg }) =>
          debug(`${page} could not be opened (${errMsg}): add a page with <inlay-web-view/> and name it as bankPage`),
      });
    },
    take() {
      const mine = wanted ?? Promise.resolve('');
      wanted = undefined;
      return mine;
    },
    moved(address) {
      const [, state] = /[?#&]inlay_state=([\w.~-]*)/.exec(address) ?? [];
      if (state === undefined) return false;
      onState(state);
      return true;
    },
    heard(messages) {
      for (const one of Array.isArray(messages) ? messages : []) {
        const { inlay_state: state } = Object(one) as { inlay_state?: unknown };
        if (typeof state === 'string') onState(state);
      }
    },
    closed: onClosed,
  };
}
