import { rfc3339 } from '../clock.ts';
import type { App, Bank } from '../context.ts';
import { bodyOf, parse } from '../sandbox.ts';
import { targetFaults } from './target-faults.ts';

/** Adds the sandbox's phone and the switch for the targets' faults; they stand in no contract. */
export function addPointsSwitches(app: App, bank: Bank): void {
  app.get('/sandbox/codes', (c) => {
    const { customer } = c.req.query();
    const items = bank.codes.sent().filter((one) => !customer || one.customer === customer);
    return c.json({ count: items.length, items: items.map((one) => ({ ...one, at: rfc3339(one.at) })) });
  });
  app.get('/sandbox/targets', (c) => c.json(bank.targets.list()));
  app.post('/sandbox/targets', async (c) => {
    const body = await bodyOf(c);
    bank.targets.set(parse(targetFaults, Array.isArray(body) ? body : [body]));
    return c.json(bank.targets.list());
  });
}
