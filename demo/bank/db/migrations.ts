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
