import type { MiniProgram } from './bridge.ts';

/** Pages a mini-program may have open at once. */
const DEPTH = 10;

/** The shell of a mini-program whose top page is a `<web-view>`. */
export interface Shell extends MiniProgram {
  /** Pages from the bottom up; the web-view's is the one that made this shell. */
  readonly stack: string[];
  /** What `bindmessage` got: each time everything that was posted since the last. */
  readonly delivered: unknown[][];
  /** Does what the customer does with the shell itself; posted messages are delivered then. */
  leave(by: 'back' | 'destroy' | 'share' | 'copy'): void;
}

/**
 * A model of the shell: messages wait until the customer leaves, shares or copies the link, and come as a list then; the
 * stack has ten pages; a page that is not the mini-program's own does not open.
 */
export function createShell(pages: readonly string[], late = false): Shell {
  const stack = ['pages/index/index', 'pages/web/index'];
  const delivered: unknown[][] = [];
  let queue: unknown[] = [];
  const deliver = () => {
    if (queue.length) delivered.push(queue);
    queue = [];
  };
  const goTo = (url: unknown) => {
    const path = String(url).replace(/^\//, '').split('?')[0]!;
    if (!pages.includes(path)) throw `page "${path}" is not found`;
    return String(url).replace(/^\//, '');
  };
  const act: Record<string, (arg: Record<string, unknown>) => void> = {
    // The JSSDK sends what was posted as the argument itself.
    postMessage: (data) => void queue.push(structuredClone(data)),
    navigateTo({ url }) {
      const page = goTo(url);
      if (stack.length >= DEPTH) throw 'webview count limit exceed';
      stack.push(page);
    },
    redirectTo({ url }) {
      const page = goTo(url);
      deliver();
      stack.splice(-1, 1, page);
    },
    reLaunch({ url }) {
      const page = goTo(url);
      deliver();
      stack.splice(0, stack.length, page);
    },
    switchTab: (arg) => act.reLaunch!(arg),
    navigateBack({ delta = 1 }) {
      deliver();
      stack.splice(Math.max(1, stack.length - Number(delta)));
    },
    getEnv: () => {},
  };
  return {
    late,
    stack,
    delivered,
    call(name, arg) {
      const one = act[name];
      if (!one) throw `${name} is not a function of a mini-program`;
      one(arg);
    },
    leave(by) {
      deliver();
      if (by === 'back') stack.splice(Math.max(1, stack.length - 1));
    },
  };
}
