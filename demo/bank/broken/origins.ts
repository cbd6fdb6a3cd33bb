import { type Answered, type Asked, type BankFault, codeOf, heading, queryOf, type Surroundings } from './fault.ts';

const api = /^\w+ \/(v1\/|oidc\/token)/;
const documents = /^GET \/v1\/(channel-policy|products)/;
const listOf = (value: unknown) => String(value ?? '').split(/\s*,\s*/);
const without = (value: unknown, name: string) =>
  listOf(value)
    .filter((one) => one.toLowerCase() !== name)
    .join(', ');

/** Lets in who is refused, by asking again as a page that is known. */
const admits = (says: string, fits: (asked: Asked, known: string, partner: string) => boolean): BankFault => ({
  says,
  async after(answer, asked, { memory, ask }: Surroundings) {
    if (!documents.test(`${asked.method} ${asked.path}`)) return;
    const origin = asked.headers['origin'] ?? '';
    if (answer.status === 200) {
      memory.set('origin', origin).set('partner', queryOf(asked, 'partner'));
      return;
    }
    const known = memory.get('origin') ?? '';
    const partner = memory.get('partner') ?? '';
    if (codeOf(answer) !== 'origin_refused' || !known || !fits(asked, known, partner)) return;
    const url = asked.url.replace(/partner=[^&]*/, `partner=${partner}`);
    const good = await ask({ ...asked, url, headers: { ...asked.headers, origin: known } });
    const kept = answer.headers['access-control-allow-origin'] ?? '*';
    Object.assign(answer, good satisfies Answered);
    answer.headers['access-control-allow-origin'] = kept;
  },
});
const namesPartner = (asked: Asked, partner: string) => queryOf(asked, 'partner') === partner;

/** Faults with origins, and with what browsers are told of them. */
export const originFaults = {
  strangers_admitted: admits('A page of any origin is answered', (asked, _known, partner) =>
    namesPartner(asked, partner),
  ),
  origin_by_prefix: admits('An origin that begins like a listed one is answered', (asked, known, partner) => {
    const { protocol, hostname } = new URL(known);
    return namesPartner(asked, partner) && String(asked.headers['origin']).startsWith(`${protocol}//${hostname}`);
  }),
  unknown_partner_admitted: admits(
    'A partner nobody knows is answered',
    (asked, _known, partner) => !namesPartner(asked, partner),
  ),
  cors_echoes_anybody: heading('Any origin gets its own name back', api, (headers, asked) => {
    if (asked.headers['origin']) headers['access-control-allow-origin'] = asked.headers['origin'];
  }),
  cors_credentials_everywhere: heading('Credentials are allowed to everybody everywhere', api, (headers) => {
    headers['access-control-allow-credentials'] = 'true';
  }),
  vary_missing: heading('Answers do not vary by origin', api, (headers) => delete headers['vary']),
  headers_not_exposed: heading('A page cannot read Retry-After', api, (headers) => {
    headers['access-control-expose-headers'] = without(headers['access-control-expose-headers'], 'retry-after');
  }),
  preflight_without_proof: heading('A page may not send DPoP', /^OPTIONS /, (headers) => {
    headers['access-control-allow-headers'] = without(headers['access-control-allow-headers'], 'dpop');
  }),
  preflight_without_key: heading('A page may not send Idempotency-Key', /^OPTIONS /, (headers) => {
    headers['access-control-allow-headers'] = without(headers['access-control-allow-headers'], 'idempotency-key');
  }),
  beacon_without_credentials: heading('A beacon of events gets no credentials', /^\w+ \/v1\/events/, (headers) => {
    delete headers['access-control-allow-credentials'];
  }),
  cookie_for_partners: heading('A partner’s page is given a cookie', /^GET \/v1\//, (headers) => {
    headers['set-cookie'] = 'visit=1; Path=/; SameSite=None; Secure';
  }),
} satisfies Record<string, BankFault>;
