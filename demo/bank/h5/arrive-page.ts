// The first script of every page of the bank, in the browser: takes a mini-program's ticket out of the address and has it redeemed.
import { takeTicket } from '../../../src/bridge/returned.ts';

const { partner, visitor } = (document.currentScript as HTMLScriptElement).dataset;
// At once, whatever comes of it; a sign-in's redirects carry a fragment along to the page they end at.
const ticket = takeTicket();

async function arrive(): Promise<string> {
  const answer = await fetch('/h5/visit', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ partner, ticket }),
  });
  const { code = 'internal', session } = (await answer.json()) as { code?: string; session?: string };
  // What the server wrote into this page was for whoever came before.
  if (session && visitor !== undefined && visitor !== session) location.reload();
  return session ? 'known' : code;
}

// Refused or not, the customer goes on by the bank's own sign-in.
if (ticket && partner) {
  void arrive()
    .catch(() => 'network')
    .then((word) => (document.documentElement.dataset.visit = word));
}
