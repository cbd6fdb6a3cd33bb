import { addTexts } from './text.ts';

/** What of core comes after the first paint; bridge and views have theirs in the same chunk. */
type Late = typeof import('./after-paint.ts');

/** A chunk's parts, with the sentences that come with them. */
interface Parts {
  zhCNLate?: Parameters<typeof addTexts>[1];
}

/** What every widget needs after its first paint; a widget may have a chunk of its own besides. */
const common = 'after-paint';
let load: ((chunk: string) => Promise<object>) | undefined;
const arriving: Record<string, Promise<Parts> | undefined> = {};
const arrived: Record<string, Parts | undefined> = {};
const missed: (() => void)[] = [];

/** Says where the late parts come from; the composition root knows how its build can load them. */
export function setLateLoader(loader: (chunk: string) => Promise<object>): void {
  load = loader;
}

/** The late parts of a chunk, once they are here. */
export function lateParts<T extends object = Late>(chunk = common): T | undefined {
  return arrived[chunk] as T | undefined;
}

/** Brings the late parts of a chunk, once for the page; after a failure the next call tries again. */
export function bringLate<T extends object = Late>(chunk = common): Promise<T> {
  arriving[chunk] ??= load!(chunk).then(
    (parts: Parts) => {
      if (parts.zhCNLate) addTexts('zh-CN', parts.zhCNLate);
      return (arrived[chunk] = parts);
    },
    (error: unknown) => {
      arriving[chunk] = undefined;
      throw error;
    },
  );
  return arriving[chunk] as Promise<object> as Promise<T>;
}

/** Calls back when the late parts of a chunk are here, at once if they are; after a failure with the next chance. */
export function whenLate(then: () => void, chunk = common): void {
  if (arrived[chunk]) then();
  else if (load) bringLate(chunk).then(then, () => missed.push(() => whenLate(then, chunk)));
}

/** The next chance for what could not be had: the network is back, or the customer. */
export function retryLate(): void {
  missed.splice(0).forEach((again) => again());
}
