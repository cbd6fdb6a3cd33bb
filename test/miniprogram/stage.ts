import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Inlay } from '../../src/core/inlay.ts';

/** A component as the simulator gives it (j-component). */
export interface Rendered {
  dom: HTMLElement;
  data: Record<string, unknown>;
  instance: Record<string, (...given: unknown[]) => unknown>;
  attach(parent: HTMLElement): void;
  detach(): void;
  querySelector(selector: string): Rendered | undefined;
  querySelectorAll(selector: string): Rendered[];
  setData(data: Record<string, unknown>): void;
  dispatchEvent(name: string, detail?: object): void;
  addEventListener(name: string, listener: (event: { detail: Record<string, unknown> }) => void): void;
  triggerPageLifeTime(name: string): void;
}

interface Simulate {
  load(path: string, tag: string, options: object): string;
  render(id: string, properties: Record<string, unknown>): Rendered;
}

const require = createRequire(import.meta.url);
const root = resolve('dist/miniprogram');
const world = globalThis as unknown as Record<string, unknown>;
let simulate: Simulate | undefined;
const ids: Record<string, string> = {};

/** The simulator in a document of its own; what it finds there is gone again for our code, which must do without. */
export function simulator(): Simulate {
  if (simulate) return simulate;
  const { JSDOM } = require('jsdom') as { JSDOM: new (html: string, options: object) => { window: Window } };
  const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true, url: 'http://localhost/' });
  world.window = window;
  for (const name of ['document', 'HTMLElement', 'Element', 'Node', 'Event', 'CustomEvent', 'MutationObserver']) {
    world[name] = (window as unknown as Record<string, unknown>)[name];
  }
  return (simulate = require('miniprogram-simulate') as Simulate);
}

/** Compiles a component of the built package with WeChat's own compiler. */
export function load(name: string): string {
  return (ids[name] ??= simulator().load(`${root}/${name}/index`, `inlay-${name}`, {
    rootPath: root,
    compiler: 'official',
    less: false,
  }));
}

/** A component of the built package, on a page; it loads at once, because there is no layout here that could bring it near. */
export function mount(name: string, properties: Record<string, unknown>): Rendered {
  const component = simulator().render(load(name), { loading: 'eager', ...properties });
  const parent = (world.document as Document).createElement('wx-page');
  component.attach(parent);
  return component;
}

/** The simulator has no layout: each card is as tall as on a phone, and a frame comes at once. */
export function layOut(): void {
  const { window, HTMLElement, document } = globalThis;
  const box = { left: 0, top: 0, right: 375, bottom: 600, width: 375, height: 600, x: 0, y: 0 };
  HTMLElement.prototype.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
  const sides = { clientWidth: { value: 375 }, clientHeight: { value: 2400 } };
  Object.defineProperties(document.documentElement, sides);
  window.requestAnimationFrame = (callback) => {
    setImmediate(callback, 0);
    return 0;
  };
}

/** All of a component's text, in one line. */
export const textOf = ({ dom }: Rendered): string => (dom.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The public entry of the built package. */
export const sdk = () =>
  require(`${root}/index.js`) as { init(config: object): Inlay; ticketFrom(url: string): () => Promise<string> };

/** Waits until something holds. */
export async function until<T>(get: () => T, what = 'it came'): Promise<NonNullable<T>> {
  for (let turn = 0; turn < 4000; turn++) {
    const value = get();
    if (value) return value;
    await new Promise((resume) => setTimeout(resume, 5));
  }
  throw new Error(`Not in time: ${what}`);
}
