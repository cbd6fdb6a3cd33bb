import type { Selectable } from 'kysely';
import type { Localised, Tables } from '../db/schema.ts';
import type { Db } from '../idempotency.ts';
import type { Campaign, Rule, RuleTexts, Template, Words } from './rule.ts';
import type { CouponKind } from './schema.ts';
import type { Facts } from './standing.ts';

/** Which campaigns: by id or by group, of those a partner's pages may show; without a partner all. */
export interface Wanted {
  ids?: string[] | undefined;
  group?: string | undefined;
  partner?: string;
}

/** Most campaigns of one answer. */
export const mostAtOnce = 50;

/** The campaigns asked for, in the server's order. */
export async function findCampaigns(db: Db, { ids, group, partner }: Wanted): Promise<Campaign[]> {
  let select = db.selectFrom('campaign').selectAll();
  if (ids) select = select.where('id', 'in', ids);
  if (group) select = select.where('group_id', '=', group);
  const rows = await select.orderBy('position').orderBy('id').limit(mostAtOnce).execute();
  const shown = rows.filter((row) => !partner || !row.partners || row.partners.includes(partner));
  const templates = await templatesOf(
    db,
    shown.map((row) => row.id),
  );
  return shown.map((row) => ({
    id: row.id,
    revision: row.revision,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    rule: row.rule as Rule,
    words: row.words as Localised<Words>,
    templates: templates.get(row.id) ?? [],
  }));
}

async function templatesOf(db: Db, ids: string[]): Promise<Map<string, Template[]>> {
  const found = new Map<string, Template[]>(ids.map((id) => [id, []]));
  if (!ids.length) return found;
  const rows = await db.selectFrom('coupon_template').selectAll().where('campaign_id', 'in', ids).execute();
  for (const row of rows.sort((a, b) => a.face_value_fen - b.face_value_fen)) {
    found.get(row.campaign_id)?.push({
      tier: row.tier,
      kind: row.kind as CouponKind,
      faceValueFen: row.face_value_fen,
      thresholdFen: row.threshold_fen,
      rate: row.rate,
      count: row.count,
      validDays: row.valid_days,
    });
  }
  return found;
}

/** The rule texts in force of each campaign. */
export async function rulesInForce(
  db: Db,
  ids: string[],
): Promise<Map<string, { version: string; texts: Localised<RuleTexts> }>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('campaign_rules')
    .selectAll()
    .where('campaign_id', 'in', ids)
    .orderBy('seq')
    .execute();
  return new Map(
    rows.map((row) => [row.campaign_id, { version: row.version, texts: row.texts as Localised<RuleTexts> }]),
  );
}

/**
 * The digests a claim may rest on (C5), of those that claims name: the texts in force, and earlier ones since which every
 * change was in the customer's favour.
 */
export async function digestsThatHold(db: Db, campaign: string, named: string[]): Promise<Set<string>> {
  const row = await db.selectFrom('campaign').select('digests').where('id', '=', campaign).executeTakeFirst();
  const inForce = new Set(row?.digests);
  if (named.every((digest) => inForce.has(digest))) return inForce;
  const versions = await db
    .selectFrom('campaign_rules')
    .select(['digests', 'favourable'])
    .where('campaign_id', '=', campaign)
    .orderBy('seq', 'desc')
    .execute();
  for (const version of versions) {
    for (const digest of version.digests) inForce.add(digest);
    if (!version.favourable) break;
  }
  return inForce;
}

/** What is left in a stock; undefined before its first claim. */
export async function stockLeft(db: Db, slots: { id: string; slot: string }[]): Promise<Map<string, number | null>> {
  if (!slots.length) return new Map();
  const rows = await db
    .selectFrom('campaign_stock')
    .selectAll()
    .where((where) =>
      where.or(slots.map(({ id, slot }) => where.and([where('campaign_id', '=', id), where('slot', '=', slot)]))),
    )
    .execute();
  return new Map(rows.map((row) => [row.campaign_id, row.remaining]));
}

/** Cards and counting spends of a customer, as of an instant. */
export async function factsOf(db: Db, customer: string, now: number): Promise<Facts> {
  const cards = await db.selectFrom('customer_card').selectAll().where('customer', '=', customer).execute();
  const spends = await db
    .selectFrom('card_spend')
    .selectAll()
    .where('customer', '=', customer)
    .where('at', '<=', now)
    .orderBy('at')
    .execute();
  const product = new Map(cards.map((card) => [card.id, card.product]));
  return {
    cards: cards.map((card) => ({
      product: card.product,
      tier: card.tier,
      main: card.main,
      approvedAt: card.approved_at,
    })),
    spends: spends
      .filter((spend) => spend.refunded_at === null || spend.refunded_at > now)
      .map((spend) => ({ product: product.get(spend.card_id) ?? '', amountFen: spend.amount_fen, at: spend.at })),
  };
}

export type ClaimRow = Selectable<Tables['coupon_claim']>;
export type CouponRow = Selectable<Tables['coupon']>;
/** A claim with what it granted. */
export type WholeClaim = ClaimRow & { coupons: CouponRow[] };

/** A person's claims with their coupons, the newest first. */
export async function claimsOf(
  db: Db,
  person: string,
  narrow: { campaigns?: string[] | undefined; key?: string | undefined } = {},
): Promise<WholeClaim[]> {
  let select = db.selectFrom('coupon_claim').selectAll().where('person', '=', person);
  if (narrow.campaigns) select = select.where('campaign_id', 'in', narrow.campaigns);
  if (narrow.key) select = select.where('idem_key', '=', narrow.key);
  return withCoupons(db, await select.orderBy('claimed_at', 'desc').orderBy('nth', 'desc').execute());
}

/** Adds to each claim its coupons. */
export async function withCoupons(db: Db, claims: ClaimRow[]): Promise<WholeClaim[]> {
  if (!claims.length) return [];
  const ids = claims.map((claim) => claim.claim_id);
  const rows = await db.selectFrom('coupon').selectAll().where('claim_id', 'in', ids).orderBy('position').execute();
  const byClaim = new Map<string, CouponRow[]>(ids.map((id) => [id, []]));
  for (const row of rows) byClaim.get(row.claim_id)?.push(row);
  return claims.map((claim) => ({ ...claim, coupons: byClaim.get(claim.claim_id) ?? [] }));
}
