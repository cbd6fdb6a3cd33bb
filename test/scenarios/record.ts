// Asks the sandbox bank for everything the scenarios start from and keeps it in test/scenarios/bank:
// `npx node test/scenarios/record.ts`. A test asks again and compares, so that the answers never drift from the bank's.
import { mkdir, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { type PointsRig, startPointsRig, type Visitor } from '../bank/points-rig.ts';
import { type Answer, pageKey, testNow } from '../bank/rig.ts';
import { type Answers, bankFolder, type Recorded } from './bank-answers.ts';
import { gateway } from './bank-names.ts';

const locales = ['zh-CN', 'zh-HK', 'en'] as const;
/** Products that the scenarios show in every language. */
const spoken = ['FN30D02A', 'LS00C01A', 'FD990013'];
const unlawful = ['NOWARN01', 'DEPOSIT1', 'STALE001', 'WORDS001', 'NOCODE01', 'EARLY001'];
const cashItems = ['POINTS-CASH', 'POINTS-WEALTH', 'POINTS-NORULE'];
/** Whose answers are kept in every language; of the others in one. */
const heard = ['lvtu-u-1001', 'lvtu-u-1002'];
const users = ['lvtu-u-1001', 'lvtu-u-1002', 'lvtu-u-1003', 'lvtu-u-1004', 'lvtu-u-1005', 'lvtu-u-1006'];
/** The instant at which Friday's flash sale opens. */
const friday = '2026-11-27T10:00:00+08:00';
/** Problems that no plain call brings about: the bank plays them. */
const played = [
  ...['rate_limited', 'internal', 'unavailable', 'origin_refused', 'partner_disabled', 'in_progress', 'not_started'],
  ...['claim_closed', 'quota_reached', 'sold_out', 'rules_changed', 'bank_identity_required', 'item_closed'],
] as const;
/** Wishes of points: item, pieces, and for a variable price the points. */
const wishes: readonly [item: string, quantity: number, points?: number, order?: object][] = [
  ['LATTE-26', 1],
  ['LATTE-26', 2],
  ['SHANLAN-MUG', 1],
  ['BILL-DEDUCT', 1, 500],
  ['BILL-DEDUCT', 1, 600],
  ['ORDER-DEDUCT', 1, 300, { id: 'order-77', amountFen: 36_000 }],
];

/** Takes out what is new on every day and machine: origins, ids, tokens, trace ids. */
function settle(answer: Answer, origin: string, single: boolean): Recorded {
  const ids = new Map<string, string>();
  const text = answer.text
    .replaceAll(origin, gateway)
    .replace(/"traceId":"[^"]+"/g, '"traceId":"4bf92f3577b34da6a3ce929d0e0e4736"')
    .replace(/"(access_token|session)":"[^"]+"/g, '"$1":"$1"')
    .replace(/"receipt":"QH(\d{8})\d{12}"/g, (_, day: string) => `"receipt":"QH${day}000000000001"`)
    .replace(/"(id|quote)":"([\w-]{22}|[\da-f-]{36})(\.[\w-]+)?"/g, (_, key: string, id: string, signed?: string) => {
      if (!ids.has(id)) ids.set(id, `id-${ids.size + 1}`);
      return `"${key}":"${ids.get(id)}${signed ? '.signed' : ''}"`;
    });
  const retryAfter = answer.headers.get('retry-after');
  const body: unknown = JSON.parse(text);
  return {
    status: answer.status,
    ...(retryAfter ? { retryAfter: Number(retryAfter) } : {}),
    body: single && answer.status < 300 ? (body as { items: unknown[] }).items[0] : body,
  };
}

/** Everything, by file and name. */
export async function recordBank(): Promise<Record<string, Answers>> {
  const rig = await startPointsRig('pglite');
  try {
    return await record(rig);
  } finally {
    await rig.stop();
  }
}

async function record(rig: PointsRig): Promise<Record<string, Answers>> {
  const files: Record<string, Answers> = {};
  const keep = (file: string, name: string, answer: Answer) => {
    const all = (files[file] ??= {});
    // What can be asked for together is kept one by one.
    const settled = settle(answer, rig.bank.origin, / \/v1\/(entitlements |campaigns\/NOSUCH)/.test(name));
    // What is said alike in another language, or after a claim that came to nothing, need not stand there twice.
    const said = [name.replace(/ (zh-HK|en)$/, ' zh-CN'), name.replace('after ', '')];
    if (!said.some((one) => one !== name && isDeepStrictEqual(all[one], settled))) all[name] = settled;
  };
  const sandbox = (path: string, body: unknown) => rig.call(`/sandbox/${path}`, { body: JSON.stringify(body) });
  await sandbox('clock', { at: testNow, freeze: true });
  const ticket = {
    grant_type: 'urn:inlay:grant-type:ticket',
    client_id: 'lvtu',
    ticket: await rig.partner.ticket(users[0]!),
  };
  const proof = await (await pageKey()).proof('POST', `${rig.bank.origin}/oidc/token`, rig.bank.bank.clock.now());
  keep(
    'problems',
    'POST /oidc/token',
    await rig.call('/oidc/token', { headers: { dpop: proof }, body: new URLSearchParams(ticket) }),
  );
  const ask = (path: string, query = '') => rig.call(`${path}?partner=lvtu${query}`);

  keep('policy', 'GET /v1/channel-policy', await ask('/v1/channel-policy'));
  const lists = { wealth: await ask('/v1/products', '&kind=wealth'), fund: await ask('/v1/products', '&kind=fund') };
  const idsOf = (answer: Answer) => (answer.json.items as { id: string }[]).map(({ id }) => id);
  for (const id of [...idsOf(lists.wealth), ...idsOf(lists.fund), ...unlawful, 'NOSUCH00']) {
    for (const locale of spoken.includes(id) ? locales : locales.slice(0, 1)) {
      keep('products', `GET /v1/products/${id} ${locale}`, await ask(`/v1/products/${id}`, `&locale=${locale}`));
    }
  }

  const campaigns: string[] = [];
  const groups = await Promise.all(['shanlan', 'travel'].map((group) => ask('/v1/campaigns', `&group=${group}`)));
  campaigns.push(...groups.flatMap(idsOf));
  for (const id of campaigns) {
    for (const locale of locales) {
      keep('campaigns', `GET /v1/campaigns/${id} ${locale}`, await ask(`/v1/campaigns/${id}`, `&locale=${locale}`));
    }
  }
  keep('campaigns', 'GET /v1/campaigns/NOSUCH', await ask('/v1/campaigns', '&ids=NOSUCH&locale=zh-CN'));

  const items = ['LATTE-26', 'SHANLAN-MUG', 'BILL-DEDUCT', 'ORDER-DEDUCT', 'SHANLAN-MUG-OUT', 'SHANLAN-MUG-OLD'];
  for (const id of [...items, ...cashItems, 'NOSUCH']) {
    for (const locale of items.includes(id) ? locales : locales.slice(0, 1)) {
      keep('items', `GET /v1/reward-items/${id} ${locale}`, await ask(`/v1/reward-items/${id}`, `&locale=${locale}`));
    }
  }

  const digestOf = async (campaign: string) =>
    (await ask(`/v1/campaigns/${campaign}`, '&locale=zh-CN')).json.rules.digest as string;
  const claim = async (who: Visitor, campaign: string, key: string) =>
    who.call(
      `/v1/campaigns/${campaign}/claims?partner=lvtu`,
      { digest: await digestOf(campaign), placement: 'order' },
      { headers: { 'idempotency-key': key, 'content-type': 'application/json' } },
    );

  /** What the bank says of a user at an instant, and what his claims come to. */
  async function standing(file: string, user: string, ids: readonly string[], word = ''): Promise<void> {
    const who = await rig.visitor(user);
    const languages = heard.includes(user) ? locales : locales.slice(0, 1);
    const name = (what: string) => [word, user, what].filter(Boolean).join(' ');
    for (const id of ids) {
      for (const locale of languages) {
        const answer = await who.call(`/v1/entitlements?partner=lvtu&campaigns=${id}&locale=${locale}`);
        keep(file, name(`GET /v1/entitlements ${id} ${locale}`), answer);
      }
    }
    for (const id of ids) {
      keep(file, name(`POST /v1/campaigns/${id}/claims`), await claim(who, id, 'key-1'.concat(id)));
      for (const locale of languages) {
        const answer = await who.call(`/v1/entitlements?partner=lvtu&campaigns=${id}&locale=${locale}`);
        keep(file, name(`after GET /v1/entitlements ${id} ${locale}`), answer);
      }
    }
    if (word) return;
    for (const id of items) {
      const answer = await who.call(`/v1/reward-items/${id}/quota?partner=lvtu`);
      keep(file, name(`GET /v1/reward-items/${id}/quota`), answer);
    }
  }
  keep('problems', 'token_invalid', await ask('/v1/entitlements', '&campaigns=LVTU-STAY'));
  for (const user of users) await standing('customers', user, campaigns);
  const stranger = await rig.visitor(users[0]!);
  const unknown = await stranger.call('/v1/entitlements?partner=lvtu&campaigns=NOSUCH&locale=zh-CN');
  keep('customers', `${users[0]} GET /v1/entitlements NOSUCH zh-CN`, unknown);

  const signedIn = await rig.visitor('lvtu-u-1001');
  for (const [item, quantity, points, order] of wishes) {
    const body = { item, quantity, points, order, digest: await rig.digest(item), placement: 'order' };
    const answer = await signedIn.call('/v1/points/quotes?partner=lvtu', body);
    keep('points', ['POST /v1/points/quotes', item, quantity, points].filter(Boolean).join(' '), answer);
  }
  const outcomes = {
    confirmed: [],
    released: [{ target: 'coupon', mode: 'refuse' }],
    pending: [{ target: 'coupon', mode: 'silent' }],
  };
  for (const [status, faults] of Object.entries(outcomes)) {
    await rig.targets(...faults);
    const body = { item: 'LATTE-26', quantity: 1, digest: await rig.digest('LATTE-26'), placement: 'order' };
    const { quote, id } = (await signedIn.call('/v1/points/quotes?partner=lvtu', body)).json as Record<string, string>;
    await rig.own('qh-c-1001', '/v1/points/redemptions', { quote }, { 'idempotency-key': `key-${status}` });
    keep('points', `redemption ${status}`, await signedIn.call(`/v1/points/redemptions?partner=lvtu&quote=${id}`));
    await rig.targets();
  }
  const used = await signedIn.call('/v1/reward-items/LATTE-26/quota?partner=lvtu');
  keep('points', 'after GET /v1/reward-items/LATTE-26/quota', used);

  for (const code of played) {
    const fault = { prefix: '/v1/campaigns/', method: 'POST', count: 1, code };
    await sandbox('faults', code === 'rate_limited' ? { ...fault, retryAfter: 7 } : fault);
    keep('problems', code, await claim(signedIn, 'LVTU-STAY', `played-${code.replaceAll('_', '-')}`));
  }
  await sandbox('clock', { at: friday, freeze: true });
  for (const user of ['lvtu-u-1001', 'lvtu-u-1003']) await standing('friday', user, ['SHANLAN-FRIDAY'], 'friday');
  for (const locale of locales) {
    const answer = await ask('/v1/campaigns/SHANLAN-FRIDAY', `&locale=${locale}`);
    keep('friday', `friday GET /v1/campaigns/SHANLAN-FRIDAY ${locale}`, answer);
  }
  return files;
}

/** Writes what was recorded, formatted like everything else. */
async function write(): Promise<void> {
  const options = { ...(await resolveConfig(new URL(import.meta.url).pathname)), parser: 'json' };
  await mkdir(bankFolder, { recursive: true });
  for (const [name, answers] of Object.entries(await recordBank())) {
    await writeFile(new URL(`${name}.json`, bankFolder), await format(JSON.stringify(answers), options));
  }
}

if (import.meta.main) await write();
