import type { ColumnType } from 'kysely';
import type { PointsTables } from '../points/tables.ts';

/** A jsonb column: read as a value, written as text (pg would turn a plain array into a PostgreSQL array). */
export type Json<T> = ColumnType<T, string, string>;

/** Texts of one thing in the three languages of the bank. */
export type Localised<T = string> = { 'zh-CN': T; 'zh-HK': T; en: T };

/** The tables of the sandbox bank. Instants are bank time in milliseconds (int8); days are `YYYY-MM-DD`. */
export interface Tables extends PointsTables {
  bank_setting: { key: string; value: Json<unknown> };
  partner: {
    id: string;
    name: Json<Localised>;
    origins: Json<string[]>;
    jwks: Json<{ keys: object[] }>;
    return_url: string | null;
    status: 'active' | 'disabled';
  };
  channel_policy: {
    partner_id: string;
    version: string;
    rules: Json<unknown[]>;
    aliases: Json<unknown> | null;
    /** What kind of pages the contract is for; null for the standard kind. */
    profile: 'cashier' | 'minor' | null;
    region: string | null;
    paid: Json<string[]> | null;
  };
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
    /** The SDK's word for one frame, with scope `frame`. */
    nonce: string | null;
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
  campaign: {
    id: string;
    position: number;
    group_id: string | null;
    /** Partners whose pages may show it; null for all. */
    partners: Json<string[]> | null;
    revision: number;
    starts_at: number;
    ends_at: number;
    rule: Json<unknown>;
    words: Json<Localised<unknown>>;
    /** Digests of the rule texts in force, one per language. */
    digests: Json<string[]>;
  };
  /** Every version of a campaign's rule texts; the highest `seq` is in force. */
  campaign_rules: {
    campaign_id: string;
    seq: number;
    version: string;
    texts: Json<Localised<unknown>>;
    digests: Json<string[]>;
    /** False when the change from the version before is to the customer's loss. */
    favourable: boolean;
    since: number;
  };
  /** What is left in one claim window; null when there is no end to it. */
  campaign_stock: { campaign_id: string; slot: string; remaining: number | null };
  coupon_template: {
    campaign_id: string;
    /** Tier of the card it is for; `*` for everybody. */
    tier: string;
    kind: string;
    face_value_fen: number;
    threshold_fen: number;
    rate: string | null;
    count: number;
    /** Natural days from activation, that day included; null for what does not run out. */
    valid_days: number | null;
  };
  coupon_claim: {
    campaign_id: string;
    person: string;
    /** Which of the person's claims on the campaign; two of the same cannot exist. */
    nth: string;
    claim_id: string;
    partner_id: string;
    idem_key: string;
    digest: string;
    placement: string;
    attribution: string | null;
    claimed_at: number;
  };
  coupon: {
    id: string;
    claim_id: string;
    campaign_id: string;
    person: string;
    position: number;
    kind: string;
    face_value_fen: number;
    active_from: number;
    /** First instant at which it is no longer valid. */
    valid_until: number | null;
    /** From when on a cash-back is paid. */
    paid_from: number | null;
    used_at: number | null;
  };
  customer_binding: { partner_id: string; session: string; customer: string };
  customer_card: {
    id: string;
    customer: string;
    product: string;
    tier: string;
    main: boolean;
    approved_at: number;
  };
  card_spend: {
    id: string;
    customer: string;
    card_id: string;
    amount_fen: number;
    at: number;
    refunded_at: number | null;
  };
  idempotency: {
    scope: string;
    key: string;
    request_hash: string;
    /** Null while the request is worked on. */
    status: number | null;
    response: Json<unknown> | null;
    /** Real time in milliseconds until which its worker is believed alive. */
    lease_until: number;
    expires_at: number;
  };
  /** What a customer may do in the bank's frame within one partner's pages; the cookie and the token in hashes. */
  frame_session: {
    hash: string;
    token_hash: string;
    partner_id: string;
    /** Pairwise id of the partner's user. */
    session: string;
    customer: string;
    /** Origin of the page around the frame. */
    origin: string;
    expires_at: number;
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
