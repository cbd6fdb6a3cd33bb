import { addTexts } from './text.ts';

/** What of core comes after the first paint; bridge and views have theirs in the same chunk. */
type Late = typeof import('./after-paint.ts');

let load: (() => Promise<Late>) | undefined;
let arriving: Promise<Late> | undefined;
let arrived: Late | undefined;

/** What comes after the first paint for one widget alone, by the name of its chunk. */
export interface Parts {
  'points-late': typeof import('./models/points-late.ts');
}
/** Brings a part by its name. */
export type LoadPart = <N extends keyof Parts>(name: N) => Promise<Parts[N]>;

let loadPart: LoadPart | undefined;

/** Says where the parts of single widgets come from. */
export function setPartLoader(loader: LoadPart): void {
  loadPart = loader;
}

/** Brings a part of one widget; the build sees to it that it is fetched once. */
export const bringPart: LoadPart = (name) => loadPart!(name);

/** Says where the late parts come from; the composition root knows how its build can load them. */
export function setLateLoader(loader: () => Promise<Late>): void {
  load = loader;
}

/** The late parts, once they are here. */
export function lateParts<T extends object = Late>(): T | undefined {
  return arrived as T | undefined;
}

/** Brings the late parts, once for the page; after a failure the next call tries again. */
export function bringLate<T extends object = Late>(): Promise<T> {
  arriving ??= load!().then(
    (parts) => {
      addTexts('zh-CN', parts.zhCNLate);
      return (arrived = parts);
    },
    (error: unknown) => {
      arriving = undefined;
      throw error;
    },
  );
  return arriving as Promise<unknown> as Promise<T>;
}

/** Calls back when the late parts are here, at once if they are; not at all when they cannot be had. */
export function whenLate(then: () => void): void {
  if (arrived) then();
  else if (load) bringLate().then(then, () => {});
}
