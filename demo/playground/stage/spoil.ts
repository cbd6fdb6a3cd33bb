/** What a device or a browser may get wrong, played in a page before anything else runs. */
export function spoil(page: Window & typeof globalThis, what: readonly string[]): void {
  if (what.includes('clock')) shiftClock(page, -3 * 3_600_000);
  if (what.includes('storage')) denyStorage(page);
}

/** The device's clock runs so many milliseconds beside the bank's. */
function shiftClock(page: Window & typeof globalThis, by: number): void {
  const Real = page.Date;
  const now = () => Real.now() + by;
  page.Date = new Proxy(Real, {
    construct: (target, given: unknown[]) => Reflect.construct(target, given.length ? given : [now()]) as object,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}

/** As in a private window, or where the customer has switched cookies off. */
function denyStorage(page: Window & typeof globalThis): void {
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
    Object.defineProperty(page, name, {
      get() {
        throw new page.DOMException('denied', 'SecurityError');
      },
    });
  }
}
