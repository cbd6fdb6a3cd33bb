import { answerFaults } from './answers.ts';
import { claimFaults } from './claims.ts';
import { eventFaults } from './events.ts';
import type { BankFault } from './fault.ts';
import { offerFaults } from './offers.ts';
import { originFaults } from './origins.ts';
import { pointFaults } from './points.ts';
import { redemptionFaults } from './redemptions.ts';
import { sessionFaults } from './sessions.ts';
import { ticketFaults } from './tickets.ts';

const all = {
  ...originFaults,
  ...offerFaults,
  ...ticketFaults,
  ...sessionFaults,
  ...answerFaults,
  ...claimFaults,
  ...pointFaults,
  ...redemptionFaults,
  ...eventFaults,
};

/** The name of a fault. */
export type FaultName = keyof typeof all;

/** Everything the sandbox bank can get wrong on purpose. */
export const faults: Record<FaultName, BankFault> = all;
