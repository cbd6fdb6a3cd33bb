import type { Ledger } from '../core/ports.ts';

/** A ledger of a page on which nothing has happened. */
export const blankLedger = (): Ledger => ({
  queued: 0,
  sent: 0,
  acknowledged: 0,
  denied: 0,
  rejected: 0,
  waiting: 0,
  redacted: 0,
  storage: 'memory',
  note: 'no consent yet',
});
