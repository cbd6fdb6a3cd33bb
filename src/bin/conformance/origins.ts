import { type Check, type Group, none, refused, succeeded, want, where } from './check.ts';
import type { Answer } from './client.ts';
import type { Kit } from './kit.ts';

const says = where.callers;
const stranger = 'https://stranger.example';
/** Calls a page makes of which each must look at the origin. */
const doors = (kit: Kit) => [
  '/v1/channel-policy',
  '/v1/products',
  ...(kit.product ? [`/v1/products/${kit.product}`] : []),
];

/** Origins that look like the partner's and are not. */
function lookalikes(origin: string): string[] {
  const { protocol, hostname, port } = new URL(origin);
  const suffix = port ? `:${port}` : '';
  return [
    `${protocol}//${hostname}.stranger.example${suffix}`,
    `${protocol}//not-${hostname}${suffix}`,
    `${protocol}//${hostname}:${port === '4443' ? '4444' : '4443'}`,
    `${protocol === 'https:' ? 'http:' : 'https:'}//${hostname}${suffix}`,
    'null',
  ];
}

const origins: Check[] = [
  {
    id: 'origins.listed',
    says: 'A page of the partner’s record is answered',
    where: says,
    async run(kit) {
      for (const door of doors(kit)) succeeded(await kit.call(door), 200);
    },
  },
  {
    id: 'origins.stranger',
    says: 'A page of an origin that is not in the record is refused',
    where: says,
    async run(kit) {
      for (const door of doors(kit)) {
        refused(await kit.call(door, { origin: stranger, what: `from ${stranger}` }), 'origin_refused');
      }
    },
  },
  {
    id: 'origins.exact',
    says: 'Origins are compared exactly',
    where: says,
    async run(kit) {
      for (const origin of lookalikes(kit.options.origin)) {
        refused(await kit.call('/v1/channel-policy', { origin, what: `from ${origin}` }), 'origin_refused');
      }
    },
  },
  {
    id: 'origins.unknown-partner',
    says: 'A partner the bank does not know is refused',
    where: says,
    async run(kit) {
      const answer = await kit.call('/v1/channel-policy?partner=no-such-partner', {
        what: 'for a partner that is none',
      });
      refused(answer, 'origin_refused');
    },
  },
];

const ask = (kit: Kit, path: string, headers: string, origin = kit.options.origin) =>
  kit.call(path, {
    method: 'OPTIONS',
    origin,
    headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': headers },
    what: `asks whether POST with ${headers} is allowed`,
  });

function allowed(answer: Answer, wanted: string[]): void {
  want(answer.status >= 200 && answer.status < 300, 'a success', answer);
  const methods = answer.headers['access-control-allow-methods'] ?? '';
  want(/\bPOST\b|\*/.test(methods), 'POST in Access-Control-Allow-Methods', answer);
  const named = (answer.headers['access-control-allow-headers'] ?? '').toLowerCase().split(/\s*,\s*/);
  for (const name of wanted) want(named.includes(name), `${name} in Access-Control-Allow-Headers`, answer);
}

const preflights: Check[] = [
  {
    id: 'cors.preflight-claim',
    says: 'A page may send Authorization, DPoP, Content-Type and Idempotency-Key',
    where: says,
    async run(kit) {
      const names = ['authorization', 'dpop', 'content-type', 'idempotency-key'];
      allowed(await ask(kit, '/v1/campaigns/ANY/claims', names.join(', ')), names);
    },
  },
  {
    id: 'cors.preflight-token',
    says: 'A page may send DPoP to the token endpoint',
    where: says,
    async run(kit) {
      allowed(await ask(kit, '/oidc/token', 'dpop'), ['dpop']);
    },
  },
  {
    id: 'cors.preflight-events',
    says: 'A page may send a batch of events, and a beacon of its type with credentials',
    where: says,
    async run(kit) {
      const answer = await ask(kit, `/v1/events?k=${kit.options.partner}`, 'content-type');
      allowed(answer, ['content-type']);
      want(
        answer.headers['access-control-allow-credentials'] === 'true' &&
          answer.headers['access-control-allow-origin'] === kit.options.origin,
        'Access-Control-Allow-Credentials with the origin’s own name, or the browser drops the beacon silently',
        answer,
      );
    },
  },
  {
    id: 'cors.preflight-stranger',
    says: 'A stranger never gets credentials',
    where: says,
    async run(kit) {
      const answer = await ask(kit, `/v1/events?k=${kit.options.partner}`, 'content-type', stranger);
      want(
        answer.headers['access-control-allow-credentials'] === undefined,
        'no Access-Control-Allow-Credentials',
        answer,
      );
    },
  },
];

const fromPages = (log: Answer[]) =>
  log.filter(({ call }) => call.origin !== undefined && /^\/(v1\/|oidc\/token)/.test(call.path));
const plain = (log: Answer[]) => fromPages(log).filter(({ call }) => call.method !== 'OPTIONS');

/** What holds for every answer of the run that a page reads. */
export const originChecks: Check[] = [
  {
    id: 'answers.cors-origin',
    says: 'A listed origin gets its own name back, others *; a refusal too can be read by the page that is refused',
    where: says,
    run: (kit) =>
      none(fromPages(kit.log), ({ headers, call }) => {
        const given = headers['access-control-allow-origin'];
        if (call.origin === kit.options.origin)
          return given === call.origin ? undefined : 'Access-Control-Allow-Origin with the page’s own origin';
        // The bank's own origin may be listed.
        return given === '*' || (call.origin === kit.gateway && given === kit.gateway)
          ? undefined
          : 'Access-Control-Allow-Origin: *';
      }),
  },
  {
    id: 'answers.cors-credentials',
    says: 'Only the event routes allow credentials, and only to listed origins',
    where: says,
    run: (kit) =>
      none(fromPages(kit.log), ({ headers, call }) => {
        if (headers['access-control-allow-credentials'] === undefined) return undefined;
        const fit = call.path.startsWith('/v1/events') && call.origin === kit.options.origin;
        return fit ? undefined : 'no Access-Control-Allow-Credentials here';
      }),
  },
  {
    id: 'answers.vary',
    says: 'Vary: Origin is always there',
    where: says,
    run: (kit) =>
      none(fromPages(kit.log), ({ headers }) =>
        /\borigin\b|\*/i.test(headers['vary'] ?? '') ? undefined : 'Vary: Origin',
      ),
  },
  {
    id: 'answers.exposed',
    says: 'Date, X-Trace-Id and Retry-After can be read by the page',
    where: where.conventions,
    run: (kit) =>
      none(plain(kit.log), ({ headers }) => {
        const names = (headers['access-control-expose-headers'] ?? '').toLowerCase().split(/\s*,\s*/);
        const missing = ['date', 'x-trace-id', 'retry-after'].find((name) => !names.includes(name));
        return missing && `${missing} in Access-Control-Expose-Headers`;
      }),
  },
  {
    id: 'answers.no-cookie',
    says: 'Cookies count on the bank’s own origin only: no answer to a partner’s page sets one',
    where: says,
    run: (kit) =>
      none(plain(kit.log), ({ headers }) => (headers['set-cookie'] === undefined ? undefined : 'no Set-Cookie')),
  },
];

/** Who may call, and what browsers are told of it. */
export const originGroups: Group[] = [
  { name: 'origins', title: 'Origins', checks: origins },
  { name: 'cors', title: 'Preflights', checks: preflights },
];
