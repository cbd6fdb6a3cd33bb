import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Tables } from './schema.ts';

/*
 * One SQL subset for PGlite, PostgreSQL and the distributed engines that speak its wire: no sequences, no triggers,
 * no foreign keys, no extensions; application-made ids; one DDL statement at a time, outside data transactions.
 */
const statements: Record<string, string[]> = {
  '0001_start': [
    `create table bank_setting (key text primary key, value jsonb not null)`,
    `create table partner (id text primary key, name jsonb not null, origins jsonb not null, jwks jsonb not null,
      return_url text, status text not null)`,
    `create table channel_policy (partner_id text not null, version text not null, rules jsonb not null,
      primary key (partner_id, version))`,
    `create table product (id text primary key, position integer not null, listed boolean not null, kind text not null,
      status text not null, revision integer not null, currency text not null, min_amount_fen bigint not null,
      inception_date date not null, nav_until date, facts jsonb not null, texts jsonb not null)`,
    `create table product_nav (product_id text not null, nav_date date not null, unit_nav numeric(14,4) not null,
      benchmark numeric(14,4), seven_day numeric(10,4), per_ten_thousand numeric(10,4), primary key (product_id, nav_date))`,
    `create table ticket (hash text primary key, partner_id text not null, subject text not null, origin text not null,
      scope text not null, expires_at bigint not null, consumed_at bigint)`,
    `create table access_token (hash text primary key, partner_id text not null, session text not null, origin text not null,
      scope text not null, jkt text not null, expires_at bigint not null, ended_at bigint)`,
    `create table seen_jti (hash text primary key, expires_at bigint not null)`,
    `create table oidc_payload (model text not null, id text not null, payload jsonb not null, grant_id text, uid text,
      consumed_at bigint, expires_at bigint, primary key (model, id))`,
    `create index oidc_payload_grant on oidc_payload (grant_id)`,
    `create index oidc_payload_uid on oidc_payload (uid)`,
    `create table sign_in (id text primary key, partner_id text, partner_state text, next_path text, verifier text not null,
      nonce text not null, browser_hash text not null, expires_at bigint not null)`,
    `create table bank_session (hash text primary key, customer text not null, expires_at bigint not null, ended_at bigint)`,
    `create table event_log (source text not null, id text not null, type text not null, time text, subject text,
      partner_id text not null, data jsonb, received_at bigint not null, primary key (source, id))`,
    `create table disclosure_receipt (id text primary key, product_id text not null, revision integer not null,
      text_version text not null, text_digest text not null, dwell_ms integer not null, visible_ratio numeric(4,3) not null,
      visibility text not null, placement text not null, partner_id text not null, received_at bigint not null)`,
  ],
  '0002_campaigns': [
    `create table campaign (id text primary key, position integer not null, group_id text, partners jsonb,
      revision integer not null, starts_at bigint not null, ends_at bigint not null, rule jsonb not null, words jsonb not null,
      digests jsonb not null)`,
    `create table campaign_rules (campaign_id text not null, seq integer not null, version text not null, texts jsonb not null,
      digests jsonb not null, favourable boolean not null, since bigint not null, primary key (campaign_id, seq))`,
    `create table campaign_stock (campaign_id text not null, slot text not null, remaining integer check (remaining >= 0),
      primary key (campaign_id, slot))`,
    `create table coupon_template (campaign_id text not null, tier text not null, kind text not null,
      face_value_fen bigint not null, threshold_fen bigint not null, rate text, count integer not null, valid_days integer,
      primary key (campaign_id, tier))`,
    `create table coupon_claim (campaign_id text not null, person text not null, nth text not null, claim_id text not null unique,
      partner_id text not null, idem_key text not null, digest text not null, placement text not null, attribution text,
      claimed_at bigint not null, primary key (campaign_id, person, nth))`,
    `create index coupon_claim_key on coupon_claim (person, idem_key)`,
    `create table coupon (id text primary key, claim_id text not null, campaign_id text not null, person text not null,
      position integer not null, kind text not null, face_value_fen bigint not null, active_from bigint not null,
      valid_until bigint, paid_from bigint, used_at bigint)`,
    `create index coupon_of_claim on coupon (claim_id)`,
    `create table customer_binding (partner_id text not null, session text not null, customer text not null,
      primary key (partner_id, session))`,
    `create table customer_card (id text primary key, customer text not null, product text not null, tier text not null,
      main boolean not null, approved_at bigint not null)`,
    `create index customer_card_owner on customer_card (customer)`,
    `create table card_spend (id text primary key, customer text not null, card_id text not null, amount_fen bigint not null,
      at bigint not null, refunded_at bigint)`,
    `create index card_spend_owner on card_spend (customer)`,
    `create table idempotency (scope text not null, key text not null, request_hash text not null, status integer,
      response jsonb, lease_until bigint not null, expires_at bigint not null, primary key (scope, key))`,
  ],
  '0003_points': [
    `create table points_account (id text primary key, owner_kind text not null, owner text not null, status text not null,
      unique (owner_kind, owner))`,
    `create table points_balance (account_id text primary key, balance bigint not null check (balance >= 0),
      version integer not null)`,
    `create table points_lot (id text primary key, account_id text not null, expires_at bigint not null,
      remaining bigint not null check (remaining >= 0))`,
    `create index points_lot_account on points_lot (account_id, expires_at)`,
    `create table points_txn (id text primary key, kind text not null, scope text not null, key text not null,
      request_hash text not null, reverses text unique, note text, at bigint not null, unique (scope, key))`,
    `create table points_entry (txn_id text not null, line integer not null, account_id text not null, lot_id text,
      amount bigint not null check (amount <> 0), primary key (txn_id, line))`,
    `create index points_entry_account on points_entry (account_id)`,
    `create table reward_item (id text primary key, revision integer not null, target text not null, status text not null,
      price jsonb not null, caps jsonb not null, max_quantity integer not null, step_up_points bigint,
      facts jsonb not null, texts jsonb not null)`,
    `create table reward_stock (item_id text primary key, remaining integer not null check (remaining >= 0))`,
    `create table points_quote (id text primary key, first_id text not null, partner_id text not null,
      person text not null, customer text, item_id text not null, revision integer not null, quantity integer not null, points bigint not null,
      money_fen bigint not null, value_fen bigint, order_id text, order_fen bigint, digest text not null,
      placement text not null, attribution text, at bigint not null, expires_at bigint not null)`,
    `create table redemption (id text primary key, quote_id text not null unique, first_quote_id text not null,
      customer text not null, key text not null, request_hash text not null, item_id text not null, quantity integer not null,
      points bigint not null, money_fen bigint not null, status text not null, reason text, receipt text unique,
      reserve_txn text not null unique, tries integer not null, next_try_at bigint, at bigint not null, settled_at bigint,
      unique (customer, key))`,
    `create index redemption_customer on redemption (customer, item_id, at)`,
    `create index redemption_first_quote on redemption (first_quote_id)`,
    `create index redemption_next_try on redemption (next_try_at)`,
    `create table step_up (id text primary key, quote_id text not null, customer text not null, code_hash text not null,
      attempts integer not null, at bigint not null, expires_at bigint not null, passed_at bigint)`,
    `create index step_up_customer on step_up (customer, at)`,
    `create table spend_order (redemption_id text primary key, target text not null, status text not null, reason text,
      ref text, partner_id text not null, customer text not null, item_id text not null, quantity integer not null,
      money_fen bigint not null, value_fen bigint, order_id text, at bigint not null)`,
    `create table partner_order_deduction (partner_id text not null, order_id text not null, redemption_id text not null,
      primary key (partner_id, order_id))`,
  ],
  '0004_attribution': [
    `alter table channel_policy add column aliases jsonb`,
    `create table channel_stop (partner_id text not null, placement text not null, since bigint not null,
      primary key (partner_id, placement))`,
    `alter table event_log add column attribution text`,
    `create table attribution_token (id text primary key, claims jsonb not null, issued_at bigint not null,
      expires_at bigint not null)`,
    `create table conversion (id text primary key, token_id text not null, partner_id text not null, placement text not null,
      campaign text not null, material text not null, employee text not null, organisation text not null,
      inviter text not null, journey text not null, kind text not null, subject text not null, at bigint not null,
      unique (token_id, kind, subject))`,
    `create index conversion_employee on conversion (employee)`,
  ],
  '0005_wechat': [
    `create table wechat_account (app_id text primary key, partner_id text, secret text not null, safe_domains jsonb not null)`,
    `create table wechat_credential (app_id text not null, kind text not null, value text not null, expires_at bigint not null,
      lease text not null, leased_until bigint not null, primary key (app_id, kind))`,
    `create table wechat_visit (code_hash text primary key, app_id text not null, openid text, snapshot boolean not null,
      state text not null, lease text not null, leased_until bigint not null, at bigint not null)`,
  ],
  '0006_frame': [
    `alter table ticket add column nonce text`,
    `create table frame_session (hash text primary key, token_hash text not null, partner_id text not null,
      session text not null, customer text not null, origin text not null, expires_at bigint not null)`,
  ],
  '0007_contract': [
    `alter table channel_policy add column profile text`,
    `alter table channel_policy add column region text`,
    `alter table channel_policy add column paid jsonb`,
    `create index event_log_received on event_log (received_at)`,
  ],
};

const migrations: Record<string, Migration> = Object.fromEntries(
  Object.entries(statements).map(([name, ddl]) => [
    name,
    {
      async up(db: Kysely<unknown>) {
        for (const statement of ddl) await sql.raw(statement).execute(db);
      },
    },
  ]),
);

/** Brings the schema to the newest version; returns the names of what was run, none the second time. */
export async function migrate(db: Kysely<Tables>): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    disableTransactions: true,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
