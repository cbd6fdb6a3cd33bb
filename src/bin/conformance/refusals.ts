import { type Check, type Group, none, refused, want, where } from './check.ts';
import type { Answer } from './client.ts';

const says = where.errors;
/** The contract's codes by the status they come with. */
const statuses: Record<number, string> = {
  400: 'invalid_request',
  401: 'token_invalid|proof_invalid|proof_replayed|proof_stale',
  403: 'origin_refused|partner_disabled|not_eligible|bank_identity_required|step_up_required|step_up_failed|ticket_invalid|ticket_used|ticket_expired|ticket_origin_mismatch|ticket_nonce_mismatch',
  404: 'not_found',
  409: 'not_started|claim_closed|sold_out|quota_reached|rules_changed|in_progress|item_closed|insufficient_points|quote_expired|quote_redeemed|price_changed|not_reversible',
  413: 'payload_too_large',
  422: 'idempotency_key_reused',
  429: 'rate_limited',
  500: 'internal',
  503: 'unavailable',
};
const again = /^(proof_stale|rate_limited|internal|unavailable|in_progress|not_started)$/;

/** The refusals of the JSON API; the token endpoint has OAuth's form. */
const problems = (log: Answer[]) => log.filter(({ status, call }) => status >= 400 && call.path.startsWith('/v1/'));
const refusals = (log: Answer[]) => log.filter(({ status, call }) => status >= 400 && /^\/(v1|oidc)\//.test(call.path));
const text = (value: unknown) => typeof value === 'string' && value !== '';

const asked: Check[] = [
  {
    id: 'refusals.not-found',
    says: 'What is not there is not_found',
    where: says,
    async run(kit) {
      refused(await kit.call('/v1/products/NOSUCHPRODUCT0', { what: 'a product that is not there' }), 'not_found');
      refused(await kit.call('/v1/no-such-call', { what: 'a call that is not there' }), 'not_found');
    },
  },
  {
    id: 'refusals.pointer',
    says: 'A request that is not well formed is refused with the places that are wrong',
    where: says,
    async run(kit) {
      const answer = await kit.call('/v1/products/X/nav?from=soon', { what: 'from is no date' });
      refused(answer, 'invalid_request');
      const errors = (answer.json as { errors?: { pointer?: unknown }[] }).errors ?? [];
      want(
        errors.some(({ pointer }) => pointer === '/from'),
        'errors with pointer "/from"',
        answer,
      );
    },
  },
];

const passive: Check[] = [
  {
    id: 'answers.problem-json',
    says: 'A refusal of the API is application/problem+json with type, title, status, detail, instance, code, traceId, retryable',
    where: says,
    run: (kit) =>
      none(problems(kit.log), (answer) => {
        if (!/^application\/problem\+json/.test(answer.headers['content-type'] ?? ''))
          return 'application/problem+json';
        const [fault] = kit.contract.faults(answer);
        if (fault) return `the members of a problem (${fault})`;
        const { type, title, detail, status } = answer.json as Record<string, unknown>;
        if (![type, title, detail].every(text)) return 'type, title and detail';
        return status === answer.status ? undefined : 'the status of the answer in the body too';
      }),
  },
  {
    id: 'answers.oauth-form',
    says: 'A refusal of the token endpoint is OAuth’s with code, traceId and retryable',
    where: says,
    run: (kit) =>
      none(
        kit.log.filter(({ status, call }) => status >= 400 && call.path === '/oidc/token'),
        (answer) => {
          const [fault] = kit.contract.faults(answer);
          return fault && `error, code, traceId and retryable (${fault})`;
        },
      ),
  },
  {
    id: 'answers.status',
    says: 'Each code has its status',
    where: says,
    run: (kit) =>
      none(problems(kit.log), (answer) => {
        const code = String((answer.json as { code?: unknown } | undefined)?.code);
        const [status] = Object.entries(statuses).find(([, codes]) => codes.split('|').includes(code)) ?? [];
        return status && Number(status) !== answer.status ? `status ${status} with code ${code}` : undefined;
      }),
  },
  {
    id: 'answers.retryable',
    says: 'retryable tells whether the same call may succeed later',
    where: says,
    run: (kit) =>
      none(refusals(kit.log), ({ json }) => {
        const { code, retryable } = (json ?? {}) as { code?: unknown; retryable?: unknown };
        if (typeof retryable !== 'boolean') return undefined;
        const wanted = again.test(String(code));
        return wanted === retryable ? undefined : `retryable ${wanted} with code ${String(code)}`;
      }),
  },
  {
    id: 'answers.trace-id',
    says: 'Every answer carries an X-Trace-Id, and a refusal the same one in its body',
    where: where.conventions,
    run: (kit) =>
      none(kit.log, ({ headers, json, status }) => {
        const trace = headers['x-trace-id'];
        if (!trace) return 'X-Trace-Id';
        const told = status >= 400 ? (json as { traceId?: unknown } | undefined)?.traceId : undefined;
        return told === undefined || told === trace ? undefined : 'the traceId of the header in the body';
      }),
  },
  {
    id: 'answers.date',
    says: 'Every answer carries Date, from which the SDK learns the clock offset',
    where: where.conventions,
    run: (kit) => none(kit.log, ({ headers }) => (Date.parse(headers['date'] ?? '') > 0 ? undefined : 'a Date')),
  },
  {
    id: 'answers.challenge',
    says: 'A 401 carries WWW-Authenticate: DPoP',
    where: says,
    run: (kit) =>
      none(
        problems(kit.log).filter(({ status }) => status === 401),
        ({ headers }) => (/^DPoP\b/.test(headers['www-authenticate'] ?? '') ? undefined : 'WWW-Authenticate: DPoP'),
      ),
  },
  {
    id: 'answers.retry-after',
    says: '429 and in_progress carry Retry-After',
    where: says,
    run: (kit) =>
      none(
        kit.log.filter(
          ({ status, json }) => status === 429 || (json as { code?: unknown } | undefined)?.code === 'in_progress',
        ),
        ({ headers }) => (/^\d+$/.test(headers['retry-after'] ?? '') ? undefined : 'Retry-After in seconds'),
      ),
  },
  {
    id: 'answers.quiet',
    says: 'A refusal tells nothing of the bank’s inside, and its instance is a path without query',
    where: says,
    run: (kit) =>
      none(refusals(kit.log), (answer) => {
        const inside =
          /\bat .+\(.+:\d+(:\d+)?\)|\.(java|ts|js|py|go):\d+|\b(select|insert|update) .+\b(from|into|set)\b|ORA-\d+|SQLSTATE|Exception\b/i;
        if (inside.test(answer.text)) return 'no stack, no file, no statement';
        const { instance } = (answer.json ?? {}) as { instance?: unknown };
        return typeof instance === 'string' && /[?#]/.test(instance) ? 'an instance without query' : undefined;
      }),
  },
];

const limits: Check[] = [
  {
    id: 'limits.rate',
    says: 'Too many calls are refused as rate_limited with Retry-After, and can be tried again',
    where: says,
    needs: 'burst',
    async run(kit) {
      const most = kit.options.burst;
      for (let sent = 0; sent < most; sent += 20) {
        const calls = Array.from({ length: Math.min(20, most - sent) }, (_, at) =>
          kit.call(`/v1/channel-policy?burst=${sent + at}`, { hasty: true, what: `call ${sent + at + 1} of a burst` }),
        );
        const seen = kit.log.length;
        await Promise.all(calls);
        const limited = kit.log.slice(seen).find(({ status }) => status === 429);
        if (limited) return refused(limited, 'rate_limited');
      }
      want(false, `a refusal with code rate_limited within ${most} calls`);
    },
  },
];

/** What a refusal looks like. */
export const refusalGroup: Group = { name: 'refusals', title: 'Refusals', checks: asked };
/** The rate limit. */
export const limitGroup: Group = { name: 'limits', title: 'Rate limit', checks: limits };
/** What holds for every answer of the run. */
export const answerChecks: Check[] = passive;
