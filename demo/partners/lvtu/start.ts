import { init, type Inlay } from '@inlay/sdk';

/** Starts the page's one Inlay: the partner's id, the bank's gateway, and where this site's backend hands out tickets. */
export function startInlay(): Inlay {
  return init({
    partner: 'lvtu',
    gateway: document.body.dataset.gateway ?? '',
    getTicket: () => fetch('/bank-ticket').then((answer) => answer.text()),
  });
}

/** The products these pages show, in the bank's order. */
export const products = ['FN30D02A'];
