import { createEngine, type DrawnPage, type Part } from './engine.ts';
import * as settings from './settings.ts';
import { drawShell, type Shell } from './shell.ts';
import { createWx } from './wx.ts';

/** A mini-program's project, as the build read it. */
export interface Project {
  /** Of `app.json`. */
  pages: readonly string[];
  titles: Readonly<Record<string, string>>;
  templates: Readonly<Record<string, unknown>>;
  parts: readonly Part[];
  /** Runs `app.js`. */
  app(): void;
  /** The SDK's entry as the project has it. */
  sdk(): { init(config: object): unknown };
}

type App = Record<string, unknown> & { onLaunch?(): void; inlay?: unknown };

/** Starts a mini-program in this page, on the page that the address names. */
export function start({ pages, titles, templates, parts, app, sdk }: Project): void {
  const world = globalThis as unknown as Record<PropertyKey, unknown>;
  const stack: { path: string; page: DrawnPage; scrolled: number }[] = [];
  const shell: Shell = { title: '', deep: false, web: '', leaves: undefined, back: () => void back() };
  const top = () => stack[stack.length - 1]!;
  let running: App = {};

  function draw(change: Partial<Shell> = {}): void {
    drawShell(Object.assign(shell, { title: titles[top().path] ?? '', deep: stack.length > 1 }, change));
  }

  function open(url: string): string | undefined {
    const path = url.replace(/^\//, '').split('?')[0]!;
    if (!pages.includes(path)) return `page "${path}" is not found`;
    if (stack.length) {
      top().scrolled = scrollY;
      top().page.hide();
    }
    stack.push({ path, page: engine(path), scrolled: 0 });
    scrollTo(0, 0);
    draw({ web: '' });
    return undefined;
  }

  function back(): boolean {
    if (stack.length < 2) return false;
    stack.pop()!.page.close();
    top().page.show();
    draw({ web: '' });
    scrollTo(0, top().scrolled);
    return true;
  }

  const leaves = (appId: string, path: string) =>
    new Promise<boolean>((resolve) => {
      const answer = (goes: boolean) => {
        draw({ leaves: undefined });
        resolve(goes);
      };
      draw({ leaves: { appId, path, answer } });
    });

  Object.assign(world, {
    wx: createWx({ open, back, leaves }),
    App: (given: App) => (running = given),
    getApp: () => running,
    // For what WeChat has of its own (`build.ts`).
    twin: { open, web: (url: string) => draw({ web: url.split('#')[0]! }) },
  });
  // In a mini-program the SDK leaves nothing in the global object; the playground's panels look for it there.
  Object.defineProperty(world, Symbol.for('inlay'), {
    value: {
      get inlay() {
        return running.inlay;
      },
      adopt: (more: object) => sdk().init({ partner: settings.partner, gateway: settings.gateway, ...more }),
    },
  });
  app();
  running.onLaunch?.();
  const engine = createEngine(templates, parts);
  const wanted = new URLSearchParams(location.search).get('page');
  open(`/pages/${wanted}/index`) && open(`/${pages[0]}`);
}
