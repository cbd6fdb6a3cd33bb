import { init, type Inlay } from '@inlay/sdk';

/** Starts the page's one Inlay: the partner's id, the bank's gateway, and where this site's backend hands out tickets. */
export function startInlay(): Inlay {
  return init({
    partner: 'lvtu',
    gateway: document.body.dataset.gateway ?? '',
    async getTicket() {
      const answer = await fetch('/bank-ticket');
      if (!answer.ok && answer.status !== 401) throw new Error(`/bank-ticket answered ${answer.status}`);
      // An empty text: nobody is signed in.
      return answer.ok ? answer.text() : '';
    },
  });
}

/** The products these pages show, in the bank's order. */
export const products = ['FN30D02A'];
