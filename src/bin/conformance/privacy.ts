import { isPersonal } from '../../bridge/redact.ts';
import { type Check, none, Skip, where } from './check.ts';
import type { Answer } from './client.ts';
import type { Kit } from './kit.ts';

/** Members that tell who somebody is or what he has; `name` alone is what products and coupons are called. */
const telling =
  /balance|totalpoints|availablepoints|mobile|phone|idcard|identity(no|number)|(card|account)(no|number)|(real|user|customer|given|family)name|birth|email|openid|unionid|customer(id|no)|password/i;
const tells = ({ name }: Told) => telling.test(name.replace(/[-_]/g, ''));

/** What a page of the partner gets to see. */
const seen = (kit: Kit) =>
  kit.log.filter(({ call }) => call.origin === kit.options.origin && call.method !== 'OPTIONS');

interface Told {
  name: string;
  value: unknown;
}

/** Every member of a JSON value, at whatever depth. */
function members(value: unknown): Told[] {
  if (Array.isArray(value)) return value.flatMap(members);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [{ name, value: inner }, ...members(inner)]);
}
const headersOf = ({ headers }: Answer): Told[] => Object.entries(headers).map(([name, value]) => ({ name, value }));

/** Ids, digests and tokens are drawn by lot: digits in them mean nothing. */
const drawn = (text: string) => /^(W\/)?"?[\w.~+/=-]{12,}"?$/.test(text) && /[A-Za-z]/.test(text);
const isNumber = ({ name, value }: Told) => {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  return text !== '' && !drawn(text) && isPersonal(name, text);
};
/** Names under which an address hands on what opens something. */
const opening =
  /[?#&](access_token|id_token|token|ticket|inlay_ticket|client_assertion|dpop|code|session|sid|authorization)=/i;

/** What holds for every answer of the run that a partner's page gets. */
export const privacyChecks: Check[] = [
  {
    id: 'answers.no-person',
    says: 'A partner’s page is told no balance, no name, no number of a customer: no member and no header speaks of one',
    where: where.points,
    run: (kit) =>
      none(seen(kit), (answer) => {
        const found = [...members(answer.json), ...headersOf(answer)].find(tells);
        return found && `no ${found.name}`;
      }),
  },
  {
    id: 'answers.no-number',
    says: 'No text and no header holds a mobile number, an identity card, a bank card or an e-mail address',
    where: where.calls,
    run: (kit) =>
      none(seen(kit), (answer) => {
        const found = [...members(answer.json), ...headersOf(answer)].find(isNumber);
        return found && `no number of a person, as in ${found.name}`;
      }),
  },
  {
    id: 'answers.no-canary',
    says: 'Nothing the bank knows of the test users reaches a partner’s page',
    where: where.calls,
    run(kit) {
      const { canaries } = kit.options;
      if (!canaries.length) throw new Skip('it needs --canary');
      none(seen(kit), (answer) => {
        const found = canaries.find(
          (canary) =>
            answer.text.includes(canary) || Object.values(answer.headers).some((value) => value.includes(canary)),
        );
        return found && `no "${found}"`;
      });
    },
  },
  {
    id: 'answers.beyond-contract',
    says: 'Answers about a person hold the members of the contract and no others',
    where: where.openapi,
    run: (kit) =>
      none(
        seen(kit).filter(({ status, call }) => status < 300 && call.headers?.['authorization']),
        (answer) => {
          const known = kit.contract.membersOf(answer);
          const found = known && members(answer.json).find(({ name }) => !known.has(name));
          return found && `no member ${found.name}`;
        },
      ),
  },
  {
    id: 'answers.no-secret',
    says: 'A ticket or a token is told once, in the answer that gives it, and comes back in no other and in no address',
    where: where.tickets,
    run(kit) {
      const secrets = [...kit.secrets];
      none(kit.log, (answer) => {
        const given = answer.call.path === '/oidc/token' && answer.status === 200;
        const everywhere = [...(given ? [] : [answer.text]), ...Object.values(answer.headers)].join('\n');
        if (secrets.some((secret) => everywhere.includes(secret))) return 'no ticket, token or assertion';
        const addresses = members(answer.json).filter(({ value }) => typeof value === 'string' && opening.test(value));
        const [found] = [...addresses, ...headersOf(answer).filter(({ value }) => opening.test(String(value)))];
        return found && `an address without what opens something, in ${found.name}`;
      });
    },
  },
  {
    id: 'answers.bank-time',
    says: 'Instants are RFC 3339 with +08:00',
    where: where.conventions,
    run: (kit) =>
      none(seen(kit), ({ json }) => {
        const found = members(json).find(
          ({ value }) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !value.endsWith('+08:00'),
        );
        return found && `${found.name} with +08:00`;
      }),
  },
];
