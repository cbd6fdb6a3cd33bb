/** How a call of `wx` ends. */
interface Ends<T> {
  success?: (answer: T & { errMsg: string }) => void;
  fail?: (answer: { errMsg: string }) => void;
  complete?: () => void;
}

interface RequestOptions extends Ends<{ statusCode: number; data: unknown; header: Record<string, string> }> {
  url: string;
  method?: string;
  header?: Record<string, string>;
  data?: unknown;
}

/** Where pages of the mini-program are opened and closed. */
export interface Pages {
  /** Opens a page by its address; says why not. */
  open(url: string): string | undefined;
  /** Closes the page on top; false when it is the only one. */
  back(): boolean;
  /** WeChat's question before it opens another mini-program. */
  leaves(appId: string, path: string): Promise<boolean>;
}

/** Keys of WeChat's storage in this origin's own. */
const prefix = 'wx ';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `wx.request` over `fetch`; the page's own origin stands for the mini-program, which has none. */
function request({ url, method = 'GET', header = {}, data, success, fail, complete }: RequestOptions) {
  const abort = new AbortController();
  const bare = data === undefined || method === 'GET';
  const body = bare ? null : typeof data === 'string' ? data : JSON.stringify(data);
  const typed = Object.keys(header).some((name) => name.toLowerCase() === 'content-type');
  const headers = body === null || typed ? header : { ...header, 'content-type': 'application/json' };
  const answered = fetch(url, { method, headers, body, signal: abort.signal, redirect: 'error' }).then(
    async (answer) => ({
      statusCode: answer.status,
      data: parsed(await answer.text()),
      header: Object.fromEntries(answer.headers),
      errMsg: 'request:ok',
    }),
  );
  void answered
    .then(
      (answer) => success?.(answer),
      (error: unknown) => fail?.({ errMsg: `request:fail ${error instanceof Error ? error.message : ''}` }),
    )
    .then(complete);
  return { abort: () => abort.abort() };
}

/** Listens for the whole page being put away and brought back, which is what an app going to the background is here. */
function visibility(shown: boolean) {
  const kept = new Map<(value: unknown) => void, () => void>();
  return {
    on(listener: (value: unknown) => void) {
      const heard = () => (document.visibilityState === 'visible') === shown && listener(entered());
      kept.set(listener, heard);
      document.addEventListener('visibilitychange', heard);
    },
    off(listener: (value: unknown) => void) {
      document.removeEventListener('visibilitychange', kept.get(listener)!);
      kept.delete(listener);
    },
  };
}

/** How the mini-program was opened, with what the address brought along. */
function entered() {
  const at = new URLSearchParams(location.search).get('inlay_at');
  return { scene: 1001, path: '', query: at ? { inlay_at: at } : {}, referrerInfo: {} };
}

/** As much of WeChat's `wx` as the SDK and the demo's pages use, over a browser. */
export function createWx({ open, back, leaves }: Pages) {
  const show = visibility(true);
  const hide = visibility(false);
  return {
    request,
    login: ({ success }: Ends<{ code: string }>) => success?.({ code: 'twin', errMsg: 'login:ok' }),
    getRandomValues: ({ length, success }: Ends<{ randomValues: ArrayBuffer }> & { length: number }) =>
      success?.({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer, errMsg: 'getRandomValues:ok' }),
    getStorageSync: (key: string): unknown => parsed(localStorage.getItem(prefix + key) ?? '""'),
    setStorageSync: (key: string, value: unknown) => localStorage.setItem(prefix + key, JSON.stringify(value)),
    removeStorageSync: (key: string) => localStorage.removeItem(prefix + key),
    getStorageInfoSync: () => ({
      keys: Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])),
    }),
    getLaunchOptionsSync: entered,
    getEnterOptionsSync: entered,
    onAppShow: show.on,
    offAppShow: show.off,
    onAppHide: hide.on,
    offAppHide: hide.off,
    onNetworkStatusChange: (listener: (value: { isConnected: boolean }) => void) => {
      for (const type of ['online', 'offline'])
        addEventListener(type, () => listener({ isConnected: navigator.onLine }));
    },
    navigateTo({ url, success, fail }: Ends<object> & { url: string }) {
      const wrong = open(url);
      if (wrong) fail?.({ errMsg: `navigateTo:fail ${wrong}` });
      else success?.({ errMsg: 'navigateTo:ok' });
    },
    navigateBack({ success, fail }: Ends<object> = {}) {
      if (back()) success?.({ errMsg: 'navigateBack:ok' });
      else fail?.({ errMsg: 'navigateBack:fail cannot navigate back at first page' });
    },
    navigateToMiniProgram({ appId, path, success, fail }: Ends<object> & { appId: string; path: string }) {
      void leaves(appId, path).then((goes) =>
        goes
          ? success?.({ errMsg: 'navigateToMiniProgram:ok' })
          : fail?.({ errMsg: 'navigateToMiniProgram:fail cancel' }),
      );
    },
  };
}
