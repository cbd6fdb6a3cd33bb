import { type Check, type Group, none, Skip, succeeded, want, where } from './check.ts';
import type { Kit } from './kit.ts';

const says = where.calls;

/** The public documents that a page asks for again. */
const documents = (kit: Kit) => {
  const { campaigns, item } = kit.options;
  return [
    ...(kit.product ? [`/v1/products/${kit.product}`] : []),
    '/v1/channel-policy',
    ...(campaigns[0] ? [`/v1/campaigns/${campaigns[0]}`, `/v1/campaigns?ids=${campaigns.join(',')}`] : []),
    ...(item ? [`/v1/reward-items/${item}`] : []),
  ];
};
const control = (headers: Record<string, string>) => headers['cache-control'] ?? '';

const checks: Check[] = [
  {
    id: 'caching.products',
    says: 'Products are public and may be kept for a minute',
    where: says,
    needs: 'product',
    async run(kit) {
      for (const path of [`/v1/products/${kit.product}`, '/v1/products', `/v1/products/${kit.product}/nav`]) {
        const answer = await kit.call(path);
        succeeded(answer, 200);
        const age = Number(/\bmax-age=(\d+)/.exec(control(answer.headers))?.[1]);
        const fit = /\bpublic\b/.test(control(answer.headers)) && age > 0 && age <= 60;
        want(fit, 'Cache-Control: public with a max-age of 60 at most', answer);
      }
    },
  },
  {
    id: 'caching.asked-anew',
    says: 'Policy, campaigns and items are asked for anew each time, so that a switch works at once',
    where: says,
    async run(kit) {
      for (const path of documents(kit).filter((one) => !one.startsWith('/v1/products'))) {
        const answer = await kit.call(path);
        succeeded(answer, 200);
        want(/\bno-cache\b/.test(control(answer.headers)), 'Cache-Control: no-cache', answer);
      }
    },
  },
  {
    id: 'caching.not-modified',
    says: 'A document that has not changed is answered with 304 to its ETag, strong or weak',
    where: says,
    async run(kit) {
      for (const path of documents(kit)) {
        const first = await kit.call(path);
        const { etag } = first.headers;
        want(etag, 'an ETag', first);
        for (const tag of [etag, `W/${etag.replace(/^W\//, '')}`]) {
          const headers = { 'if-none-match': tag };
          const answer = await kit.call(path, { headers, what: `If-None-Match: ${tag}` });
          want(answer.status === 304 && answer.text === '', '304 without a body', answer);
        }
        const other = await kit.call(path, { headers: { 'if-none-match': '"another"' }, what: 'with another ETag' });
        succeeded(other, 200);
      }
    },
  },
];

/** What a person or a secret is told by. */
const personal =
  /^\/(v1\/(session|entitlements|claims|points\/|campaigns\/[^/]+\/claims|reward-items\/[^/]+\/quota|attribution\/)|oidc\/token)/;

/** What holds for every answer of the run. */
export const cachingChecks: Check[] = [
  {
    id: 'answers.no-store',
    says: 'Answers about a person, answers with a secret, and refusals are kept by nobody',
    where: where.conventions,
    run(kit) {
      const told = kit.log.filter(
        ({ call, status, text }) =>
          call.method !== 'OPTIONS' &&
          text !== '' &&
          (status >= 400 ? /^\/(v1|oidc)\//.test(call.path) : personal.test(call.path)),
      );
      if (!told.length) throw new Skip('there was no such answer in this run');
      none(told, ({ headers }) => (/\bno-store\b/.test(control(headers)) ? undefined : 'Cache-Control: no-store'));
    },
  },
];

/** What may be kept, and for how long. */
export const cachingGroup: Group = { name: 'caching', title: 'Caching', checks };
