/**
 * Wraps a handler for a template. Lit passes the handler itself as the listener's options, so a plain function would
 * take `once` and `signal` from a page's polluted `Object.prototype`.
 */
export function on<E extends Event>(handleEvent: (event: E) => unknown): EventListenerObject {
  return Object.assign(Object.create(null) as object, { handleEvent }) as EventListenerObject;
}
