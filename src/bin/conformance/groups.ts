import { attributionGroup } from './attribution.ts';
import { bankGroup } from './bank.ts';
import { cachingChecks, cachingGroup } from './caching.ts';
import { type Check, type Group, none, Skip, where } from './check.ts';
import { claimGroup } from './claims.ts';
import type { Contract } from './contract.ts';
import { eventGroup } from './events.ts';
import { expiryGroup } from './expiry.ts';
import { originChecks, originGroups } from './origins.ts';
import { pointGroup } from './points.ts';
import { policyGroup } from './policy.ts';
import { privacyChecks } from './privacy.ts';
import { productGroups } from './products.ts';
import { answerChecks, limitGroup, refusalGroup } from './refusals.ts';
import { sessionGroups } from './session.ts';
import { ticketGroups } from './tickets.ts';

/** Every answer of the run to a call of the contract fits its schema. */
function shape(operation: string): Check {
  return {
    id: `shapes.${operation}`,
    says: `An answer to ${operation} fits its schema`,
    where: where.openapi,
    run(kit) {
      const answers = kit.log.filter((answer) => answer.status < 400 && kit.contract.operationOf(answer) === operation);
      if (!answers.length) throw new Skip('it was not answered in this run');
      none(answers, (answer) => {
        const faults = kit.contract.faults(answer);
        return faults.length ? faults.slice(0, 3).join('; ') : undefined;
      });
    },
  };
}

/**
 * All checks in the order in which they are made. The last groups look at everything that was answered, so they come after the
 * others; what ends comes last of those that ask.
 */
export function groupsOf(contract: Contract): Group[] {
  return [
    ...originGroups,
    ...productGroups,
    policyGroup,
    ...ticketGroups,
    ...sessionGroups,
    refusalGroup,
    cachingGroup,
    claimGroup,
    pointGroup,
    bankGroup,
    eventGroup,
    attributionGroup,
    limitGroup,
    expiryGroup,
    { name: 'shapes', title: 'Shapes', checks: contract.operations.map(shape) },
    {
      name: 'answers',
      title: 'Every answer of the run',
      checks: [...answerChecks, ...originChecks, ...cachingChecks, ...privacyChecks],
    },
  ];
}
