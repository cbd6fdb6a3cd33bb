import type { ColumnType } from 'kysely';

/** A jsonb column: read as a value, written as text (pg would turn a plain array into a PostgreSQL array). */
type Json<T> = ColumnType<T, string, string>;

/** Texts of one thing in the three languages of the bank. */
export type Localised<T = string> = { 'zh-CN': T; 'zh-HK': T; en: T };

/** The tables of the sandbox bank. Instants are bank time in milliseconds (int8); days are `YYYY-MM-DD`. */
export interface Tables {
  bank_setting: { key: string; value: Json<unknown> };
  partner: {
    id: string;
    name: Json<Localised>;
    origins: Json<string[]>;
    jwks: Json<{ keys: object[] }>;
    return_url: string | null;
    status: 'active' | 'disabled';
  };
  channel_policy: { partner_id: string; version: string; rules: Json<unknown[]>; aliases: Json<unknown> | null };
  product: {
    id: string;
    position: number;
    listed: boolean;
    kind: string;
    status: 'soon' | 'on_sale' | 'sold_out' | 'closed';
    revision: number;
    currency: string;
    min_amount_fen: number;
    inception_date: string;
    /** Publishing stopped after this day; null while it goes on. */
    nav_until: string | null;
    facts: Json<unknown>;
    texts: Json<Localised<unknown>>;
  };
  product_nav: {
    product_id: string;
    nav_date: string;
    unit_nav: string;
    /** Level of the benchmark index (funds). */
    benchmark: string | null;
    seven_day: string | null;
    per_ten_thousand: string | null;
  };
  ticket: {
    hash: string;
    partner_id: string;
    subject: string;
    origin: string;
    scope: string;
    expires_at: number;
    consumed_at: number | null;
  };
  access_token: {
    hash: string;
    partner_id: string;
    session: string;
    origin: string;
    scope: string;
    jkt: string;
    expires_at: number;
    ended_at: number | null;
  };
  seen_jti: { hash: string; expires_at: number };
  oidc_payload: {
    model: string;
    id: string;
    payload: Json<Record<string, unknown>>;
    grant_id: string | null;
    uid: string | null;
    consumed_at: number | null;
    expires_at: number | null;
  };
  sign_in: {
    id: string;
    partner_id: string | null;
    partner_state: string | null;
    next_path: string | null;
    verifier: string;
    nonce: string;
    browser_hash: string;
    expires_at: number;
  };
  bank_session: { hash: string; customer: string; expires_at: number; ended_at: number | null };
  event_log: {
    source: string;
    id: string;
    type: string;
    time: string | null;
    subject: string | null;
    partner_id: string;
    data: Json<unknown> | null;
    /** Id of the attribution token the event came with, when it counts. */
    attribution: string | null;
    received_at: number;
  };
  disclosure_receipt: {
    id: string;
    product_id: string;
    revision: number;
    text_version: string;
    text_digest: string;
    dwell_ms: number;
    visible_ratio: string;
    visibility: string;
    placement: string;
    partner_id: string;
    received_at: number;
  };
  /** Kill switches: a placement of a partner, or `*`. */
  channel_stop: { partner_id: string; placement: string; since: number };
  attribution_token: { id: string; claims: Json<unknown>; issued_at: number; expires_at: number };
  conversion: {
    id: string;
    token_id: string;
    partner_id: string;
    /** As it was when the token was made, also when the placement has moved since. */
    placement: string;
    campaign: string;
    material: string;
    employee: string;
    /** From the top down, parted by `/`. */
    organisation: string;
    inviter: string;
    journey: string;
    /** `claim`, `redemption`, `purchase`, `open`. */
    kind: string;
    /** Id of what was claimed, redeemed, bought. */
    subject: string;
    at: number;
  };
  /** Accounts at WeChat whose pages the bank signs; its own have no partner. */
  wechat_account: { app_id: string; partner_id: string | null; secret: string; safe_domains: Json<string[]> };
  /** Access token and page ticket of an account; a lease is held by whoever fetches (real time in milliseconds). */
  wechat_credential: {
    app_id: string;
    kind: 'token' | 'ticket';
    value: string;
    expires_at: number;
    lease: string;
    leased_until: number;
  };
  /** One code of WeChat's OAuth, by its hash, and whom it brought. */
  wechat_visit: {
    code_hash: string;
    app_id: string;
    openid: string | null;
    snapshot: boolean;
    state: string;
    lease: string;
    leased_until: number;
    at: number;
  };
}
