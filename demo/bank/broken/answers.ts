import { randomUUID } from 'node:crypto';
import { type Asked, type BankFault, changing, codeOf, heading, membersOf, refuse } from './fault.ts';

const api = /^\w+ \/v1\//;
const policy = /^GET \/v1\/channel-policy$/;

/** Changes the JSON of refusals with a code, or of all. */
const refusing = (says: string, code: RegExp, spoil: (json: Record<string, unknown>) => void): BankFault => ({
  says,
  after(answer, asked) {
    if (!asked.path.startsWith('/v1/') || !code.test(codeOf(answer))) return;
    const json = membersOf(answer.body);
    spoil(json);
    answer.body = JSON.stringify(json);
  },
});
const isBurst = ({ url }: Asked) => url.includes('burst=');

/** Faults with refusals, with caching, and with what must not be told. */
export const answerFaults = {
  problem_as_plain_json: heading('A refusal is plain JSON', api, (headers, _asked, { status }) => {
    if (status >= 400) headers['content-type'] = 'application/json';
  }),
  problem_without_code: refusing(
    'What is not there is refused without a code',
    /^not_found$/,
    (json) => delete json['code'],
  ),
  pointer_missing: refusing(
    'A malformed request is not told where it is wrong',
    /^invalid_request$/,
    (json) => delete json['errors'],
  ),
  trace_id_of_its_own: refusing(
    'A refusal names another trace than its header',
    /./,
    (json) => (json['traceId'] = randomUUID()),
  ),
  retryable_always: refusing('Every refusal may be tried again', /./, (json) => (json['retryable'] = true)),
  stack_in_detail: refusing('A refusal tells where it was thrown', /^not_found$/, (json) => {
    json['detail'] = 'NotFound at findProduct (/srv/bank/products.ts:42:7)';
  }),
  not_found_as_400: {
    says: 'What is not there is answered with 400',
    after(answer) {
      if (answer.status !== 404) return;
      answer.status = 400;
      answer.body = answer.body.replace('"status":404', '"status":400');
    },
  },
  date_missing_on_refusals: heading('A refusal carries no Date', api, (headers, _asked, { status }) => {
    // Node puts one on every answer unless it is there; an empty one is none.
    if (status >= 400) headers['date'] = '';
  }),
  challenge_missing: heading(
    'A 401 does not say how to authenticate',
    api,
    (headers) => delete headers['www-authenticate'],
  ),
  retry_after_missing: heading(
    'Too many calls are refused without a word on when to come again',
    policy,
    (headers, asked, { status }) => {
      if (isBurst(asked) && status === 429) delete headers['retry-after'];
    },
  ),
  no_rate_limit: {
    says: 'Nobody is ever told that he calls too often',
    async after(answer, asked, { ask }) {
      if (answer.status === 429)
        Object.assign(answer, await ask({ ...asked, url: asked.url.replace(/[?&]burst=\d+/, '') }));
    },
  },
  etag_ignored: {
    says: 'A document is sent whole, changed or not',
    before(asked) {
      delete asked.headers['if-none-match'];
    },
  },
  policy_kept: heading('The policy may be kept for an hour', policy, (headers, _asked, { status }) => {
    if (status === 200) headers['cache-control'] = 'public, max-age=3600';
  }),
  products_not_kept: heading('Products may not be kept', /^GET \/v1\/products/, (headers, _asked, { status }) => {
    if (status < 400) headers['cache-control'] = 'no-store';
  }),
  claims_kept: heading('A person’s claims may be kept by caches', /^GET \/v1\/claims$/, (headers) => {
    headers['cache-control'] = 'public, max-age=60';
  }),
  quota_tells_balance: changing(
    'The answer on caps tells the balance',
    /\/quota$/,
    (json) => (json['balance'] = 12_600),
  ),
  session_tells_name: changing(
    'A session tells the customer’s name',
    /^GET \/v1\/session$/,
    (json) => (json['customerName'] = '林晓禾'),
  ),
  session_tells_more: changing(
    'A session holds what the contract does not know',
    /^GET \/v1\/session$/,
    (json) => (json['segment'] = 'private-banking'),
  ),
  phone_in_header: heading('A header holds a mobile number', /^GET \/v1\/entitlements$/, (headers) => {
    headers['x-routing'] = '13800138000';
  }),
  token_in_link: changing('A link carries a token', /^GET \/v1\/products\/\w+$/, (json) => {
    json['detailUrl'] = `${String(json['detailUrl'])}?access_token=abc`;
  }),
  event_service_down: {
    says: 'Events are answered with 503',
    after(answer, { path }) {
      if (path === '/v1/events/beacon') refuse(answer, 503, 'unavailable');
    },
  },
} satisfies Record<string, BankFault>;
