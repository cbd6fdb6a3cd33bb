import { quoteEnds } from './bank.ts';
import { type Check, type Group, refused, succeeded, where } from './check.ts';
import { createPageKey } from './keys.ts';
import type { Kit } from './kit.ts';
import type { Visitor } from './visitor.ts';
import { createVisitor } from './visitor.ts';

const says = where.tickets;

/** What is going to end, got before any time has passed; both ends are watched in one go. */
interface Ends {
  ticket: string;
  visitor: Visitor;
}
const prepared = new WeakMap<Kit, Promise<Ends>>();

function prepare(kit: Kit): Promise<Ends> {
  const known = prepared.get(kit);
  if (known) return known;
  const made = (async () => {
    const visitor = await createVisitor(kit, kit.userOf('a'));
    return { visitor, ticket: await kit.ticket() };
  })();
  prepared.set(kit, made);
  return made;
}

const checks: Check[] = [
  {
    id: 'expiry.ticket',
    says: 'A ticket lives 60 s at most',
    where: says,
    needs: 'time',
    async run(kit) {
      const { ticket } = await prepare(kit);
      await kit.pass(63);
      refused(await kit.swap({ ticket, key: createPageKey(), what: 'a ticket 63 s old' }), 'ticket_expired');
    },
  },
  {
    id: 'expiry.token',
    says: 'A token lives 10 min at most, and as long as it says',
    where: says,
    needs: 'time',
    async run(kit) {
      const { visitor } = await prepare(kit);
      const life = Number((visitor.granted.json as { expires_in: unknown }).expires_in);
      const spent = () => kit.now() - Date.parse(visitor.granted.headers['date'] ?? '');
      const left = life * 1000 - spent();
      if (left > 30_000) {
        await kit.pass(Math.floor(left / 1000) - 20);
        succeeded(await visitor.call('/v1/session', { what: '20 s before its end' }), 200);
      }
      await kit.pass(Math.max(0, Math.ceil((life * 1000 - spent()) / 1000)) + 3);
      refused(await visitor.call('/v1/session', { what: `a token ${life} s old` }), 'token_invalid');
    },
  },
];

/** What ends. */
export const expiryGroup: Group = { name: 'expiry', title: 'Ends', checks: [...checks, quoteEnds] };
