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

/** A component of the built package, on a page. */
export function mount(name: string, properties: Record<string, unknown>): Rendered {
  const component = simulator().render(load(name), properties);
  const parent = (world.document as Document).createElement('wx-page');
  component.attach(parent);
  return component;
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
