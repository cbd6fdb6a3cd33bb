import type { Kysely } from 'kysely';
import { lintPolicy } from '../../src/core/policy-lint.ts';
import type { PolicyQuery, Verdict } from '../../src/core/verdict.ts';
import { decide, readPolicy } from '../../src/core/verdict.ts';
import { midnight, rfc3339 } from './clock.ts';
import type { Bank } from './context.ts';
import type { Tables } from './db/schema.ts';
import type { Partner } from './partners.ts';
import { ownChannel } from './own-channel.ts';
import { apps, type ChannelRule, type Channels, targetsAt } from './seed/channels.ts';

const week = 7 * 86_400_000;

/**
 * Records a partner's rules (an act of the bank's operations, never an HTTP call). What the linter finds fault with does
 * not get in: it is the same linter as `npx inlay-policy lint`.
 */
export async function publishChannels(db: Kysely<Tables>, partner: string, entry: Channels): Promise<void> {
  const { version, rules, aliases = {}, profile, region, paid = [] } = entry;
  const surface = partner === ownChannel ? 'bank' : 'partner';
  const issuedAt = `${version}T00:00:00+08:00`;
  const targets = targetsAt('https://bank.example');
  const found = lintPolicy({ issuedAt, partner, surface, profile, region, paid, rules, aliases, apps, targets });
  if (found.length) {
    const lines = found.map(({ path, rule, says, fix }) => `${path.join('.')} ${rule}: ${says}; fix: ${fix}`);
    throw new Error(`The rules of ${partner} are not fit to be published:\n${lines.join('\n')}`);
  }
  const row = {
    rules: JSON.stringify(rules),
    aliases: JSON.stringify(aliases),
    profile: profile ?? null,
    region: region ?? null,
    paid: JSON.stringify(paid),
  };
  await db
    .insertInto('channel_policy')
    .values({ partner_id: partner, version, ...row })
    .onConflict((conflict) => conflict.columns(['partner_id', 'version']).doUpdateSet(row))
    .execute();
}

/** Switches a placement of a partner off or on again; `*` is all of them. */
export async function switchPlacement(bank: Bank, partner: string, placement: string, off: boolean): Promise<void> {
  const row = { partner_id: partner, placement };
  if (off) {
    await bank.db
      .insertInto('channel_stop')
      .values({ ...row, since: bank.clock.now() })
      .onConflict((conflict) => conflict.columns(['partner_id', 'placement']).doNothing())
      .execute();
  } else {
    await bank.db
      .deleteFrom('channel_stop')
      .where('partner_id', '=', partner)
      .where('placement', '=', placement)
      .execute();
  }
}

const newest = (bank: Bank, partner: string) =>
  bank.db
    .selectFrom('channel_policy')
    .selectAll()
    .where('partner_id', '=', partner)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Whether a partner's pages are for minors, of whom nothing is kept (T9). */
export async function isForMinors(bank: Bank, partner: string): Promise<boolean> {
  return (await newest(bank, partner))?.profile === 'minor';
}

/** A partner's policy document as it is today, without the words for a language; nothing when there are no rules. */
export async function channelsOf(bank: Bank, partner: Partner, surface: 'partner' | 'bank') {
  const row = await newest(bank, partner.id);
  if (!row) return undefined;
  const stops = await bank.db
    .selectFrom('channel_stop')
    .select('placement')
    .where('partner_id', '=', partner.id)
    .orderBy('placement')
    .execute();
  // Issued anew each day, so that the entity tag holds for a day.
  const issued = midnight(bank.clock.today());
  return {
    version: row.version,
    issuedAt: rfc3339(issued),
    expiresAt: rfc3339(issued + week),
    partner: partner.id,
    surface,
    profile: row.profile ?? 'standard',
    ...(row.region ? { region: row.region } : {}),
    paid: row.paid ?? [],
    rules: row.rules as ChannelRule[],
    targets: targetsAt(bank.origin),
    apps,
    aliases: (row.aliases ?? {}) as NonNullable<Channels['aliases']>,
    touch: 'last' as const,
    stopped: partner.status === 'disabled' ? ['*'] : stops.map((stop) => stop.placement),
  };
}

/** What the bank itself makes of a question: the same evaluator as on the page, on the bank's own clock. */
export async function verdictAt(
  bank: Bank,
  partner: Partner,
  surface: 'partner' | 'bank',
  query: PolicyQuery,
  now = bank.clock.now(),
): Promise<Verdict> {
  const document = await channelsOf(bank, partner, surface);
  return decide(document && readPolicy(document, partner.id), query, now);
}
