import { createHash } from 'node:crypto';
import { rfc3339 } from '../clock.ts';
import type { Db } from '../idempotency.ts';
import type { Localised } from '../db/schema.ts';
import { locales } from '../seed/texts.ts';
import type { CampaignDraft } from './draft.ts';
import { type Fault, faultsOf } from './lawful.ts';
import type { RuleTexts } from './rule.ts';
import { ruleOrder } from './schema.ts';
import { findCampaigns } from './store.ts';

/** Thrown for a campaign that must not run; every fault bears the id of its rule in the compliance list. */
export class CampaignRefused extends Error {
  readonly faults: Fault[];
  constructor(faults: Fault[]) {
    super(faults.map(({ rule, detail }) => `${rule}: ${detail}`).join('; '));
    this.name = 'CampaignRefused';
    this.faults = faults;
  }
}

/** sha-256 in hex of the rule texts that are there, in order, joined by line feeds. */
export function digestOf(texts: RuleTexts): string {
  const present = ruleOrder.flatMap((name) => texts[name] ?? []);
  return createHash('sha256').update(present.join('\n')).digest('hex');
}

const digestsOf = (texts: Localised<RuleTexts>) => JSON.stringify(locales.map((locale) => digestOf(texts[locale])));

/** Records a new campaign, once it was found lawful; the sandbox's unlawful samples say `unchecked`. */
export async function registerCampaign(
  db: Db,
  draft: CampaignDraft,
  position = 0,
  { unchecked = false } = {},
): Promise<void> {
  const faults = unchecked ? [] : faultsOf(draft);
  if (faults.length) throw new CampaignRefused(faults);
  const { rules, rule } = draft;
  const digests = digestsOf(rules.texts);
  const since = Date.parse(draft.startsAt);
  await db
    .insertInto('campaign')
    .values({
      id: draft.id,
      position,
      group_id: draft.group ?? null,
      partners: draft.partners ? JSON.stringify(draft.partners) : null,
      revision: 1,
      starts_at: since,
      ends_at: Date.parse(draft.endsAt),
      rule: JSON.stringify(rule),
      words: JSON.stringify(draft.words),
      digests,
    })
    .execute();
  const text = { version: rules.version, texts: JSON.stringify(rules.texts), digests };
  await db
    .insertInto('campaign_rules')
    .values({ campaign_id: draft.id, seq: 1, ...text, favourable: true, since })
    .execute();
  const templates = draft.coupons.map((coupon) => ({
    campaign_id: draft.id,
    tier: coupon.tier,
    kind: coupon.kind,
    face_value_fen: coupon.faceValueFen,
    threshold_fen: coupon.thresholdFen,
    rate: coupon.rate,
    count: coupon.count,
    valid_days: coupon.validDays,
  }));
  await db.insertInto('coupon_template').values(templates).execute();
}

/** New rule texts of a campaign; `favourable` is operations' word that the customer loses nothing by them. */
export interface RuleChange {
  version: string;
  texts: Localised<RuleTexts>;
  favourable: boolean;
}

/**
 * Puts new rule texts in force, once the campaign was found lawful with them. After the start only a change in the customer's favour is accepted (C5); the sandbox
 * forces the other kind, to show that a claim made on the old texts is then refused.
 */
export async function changeRules(
  db: Db,
  campaign: string,
  change: RuleChange,
  now: number,
  { force = false } = {},
): Promise<void> {
  const [found] = await findCampaigns(db, { ids: [campaign] });
  if (!found) throw new Error(`There is no campaign ${campaign}`);
  const { revision, startsAt, endsAt, rule, words, templates } = found;
  const run = { startsAt: rfc3339(startsAt), endsAt: rfc3339(endsAt) };
  const rules = { version: change.version, texts: change.texts };
  const faults = faultsOf({ id: campaign, ...run, rule, words, coupons: templates, rules });
  if (faults.length) throw new CampaignRefused(faults);
  if (!change.favourable && !force && now >= startsAt) {
    throw new CampaignRefused([{ rule: 'C5', detail: 'rules may not change to the customer’s loss after the start' }]);
  }
  const versions = db.selectFrom('campaign_rules').where('campaign_id', '=', campaign);
  const { last } = await versions.select((table) => table.fn.max('seq').as('last')).executeTakeFirstOrThrow();
  const digests = digestsOf(change.texts);
  await db
    .insertInto('campaign_rules')
    .values({
      campaign_id: campaign,
      seq: last + 1,
      version: change.version,
      texts: JSON.stringify(change.texts),
      digests,
      favourable: change.favourable,
      since: now,
    })
    .execute();
  await db
    .updateTable('campaign')
    .set({ digests, revision: revision + 1 })
    .where('id', '=', campaign)
    .execute();
}
