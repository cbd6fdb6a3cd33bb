const parameter = /([?#&])inlay_state=([^&#]*)(&?)/;

/** Takes the state of a customer who comes back from the bank out of the page's address; `undefined` when there is none. */
export function takeState(): string | undefined {
  let { href } = location;
  let given: string | undefined;
  for (let found; (found = parameter.exec(href));) {
    const [whole, before, state, after] = found;
    given = given ?? state;
    href = href.replace(whole, after ? before! : '');
  }
  if (given === undefined) return given;
  try {
    // At once, so that nobody shares or records it; everything else in the address stays byte for byte.
    history.replaceState(history.state, '', href);
  } catch {
    // A document without a history of its own.
  }
  return given;
}
