const ticketForm = /^[\x21-\x7e]{16,4096}$/;

/** Takes every parameter of a name out of the page's address; gives the first and what stood before it. */
function takeOut(name: string): [value: string, before: string] | undefined {
  const parameter = new RegExp(`([?#&])${name}=([^&#]*)(&?)`);
  let { href } = location;
  let given: [string, string] | undefined;
  for (let found; (found = parameter.exec(href));) {
    const [whole, before, value, after] = found;
    given = given ?? [value!, href.slice(0, found.index + 1)];
    href = href.replace(whole, after ? before! : '');
  }
  try {
    // At once, so that nobody shares or records it; everything else in the address stays byte for byte.
    if (given) history.replaceState(history.state, '', href);
  } catch {
    // A document without a history of its own.
  }
  return given;
}

/** Takes the state of a customer who comes back from the bank out of the page's address; `undefined` when there is none. */
export function takeState(): string | undefined {
  return takeOut('inlay_state')?.[0];
}

/**
 * Takes the one-use ticket that a mini-program hands its web-view out of the fragment, before anything else on the page can
 * read it. One in the query has been sent to servers, and counts for nothing.
 */
export function takeTicket(): string {
  const [ticket, before] = takeOut('inlay_ticket') ?? ['', ''];
  return before.includes('#') && ticketForm.test(ticket) ? ticket : '';
}
