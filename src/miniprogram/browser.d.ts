// The globals of a browser that shared code names and `world.ts` stands in for in this build.
interface AbortController {
  readonly signal: { readonly aborted: boolean };
  abort(): void;
}
// A global of a browser is a `var`.
// eslint-disable-next-line no-var
declare var AbortController: new () => AbortController;
declare function queueMicrotask(callback: () => void): void;
