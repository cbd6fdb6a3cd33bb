/** Listens to something of the whole app, where this base library tells it; the returned function stops. */
export function on(what: 'AppShow' | 'AppHide' | 'NetworkStatusChange', listener: (told: never) => void): () => void {
  // Each has another thing to tell, and the name says which.
  const heard = listener as () => void;
  wx[`on${what}`]?.(heard);
  return () => wx[`off${what}`]?.(heard);
}
