import { setTimeout as wait } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';
import type { SpendTarget, Targets } from './targets.ts';

/**
 * How a target misbehaves: `refuse` says no, `down` fails before it did anything, `lost` does it and loses the answer,
 * `late` fails now and does it `delayMs` of real time later, `silent` also leaves questions about it unanswered.
 */
export const targetFaults = z.array(
  z.object({
    target: z.enum(['mall_item', 'coupon', 'bill_deduction', 'partner_order']),
    mode: z.enum(['refuse', 'down', 'lost', 'late', 'silent']),
    /** How many orders it plays to; without it, all until the switch is cleared. */
    count: z.number().int().min(1).optional(),
    delayMs: z.number().int().min(0).max(120_000).optional(),
  }),
);
export type TargetFault = z.infer<typeof targetFaults>[number];

/** Targets with a switch for faults; sandbox and tests only. */
export interface FaultyTargets {
  targets: Targets;
  list(): TargetFault[];
  set(faults: TargetFault[]): void;
}

/** Puts the switch before the targets. */
export function withFaults(real: Targets): FaultyTargets {
  let faults: TargetFault[] = [];
  const take = (name: string): TargetFault | undefined => {
    const fault = faults.find((one) => one.target === name);
    if (fault?.count !== undefined && --fault.count <= 0) faults = faults.filter((one) => one !== fault);
    return fault;
  };
  const silent = (name: string) => faults.some((one) => one.target === name && one.mode === 'silent');
  const unanswered = (name: string) => new Error(`${name} does not answer (a fault of the sandbox)`);

  const guard = (name: string, target: SpendTarget): SpendTarget => ({
    async spend(order) {
      const fault = take(name);
      if (!fault) return target.spend(order);
      if (fault.mode === 'refuse') return { state: 'refused', reason: 'target_refused' };
      if (fault.mode === 'lost') await target.spend(order);
      if (fault.mode === 'late') {
        const later = wait(fault.delayMs ?? 1_000, undefined, { ref: false }).then(() => target.spend(order));
        void later.catch(() => undefined);
      }
      throw unanswered(name);
    },
    async query(id) {
      if (silent(name)) throw unanswered(name);
      return target.query(id);
    },
    async undo(order) {
      if (silent(name)) throw unanswered(name);
      return target.undo(order);
    },
  });

  return {
    targets: {
      mall_item: guard('mall_item', real.mall_item),
      coupon: guard('coupon', real.coupon),
      bill_deduction: guard('bill_deduction', real.bill_deduction),
      partner_order: guard('partner_order', real.partner_order),
    },
    list: () => faults,
    set: (next) => (faults = next.map((fault) => ({ ...fault }))),
  };
}
