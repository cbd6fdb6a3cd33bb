import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FaultName, faults } from '../../demo/bank/broken/faults.ts';
import { type ConformanceRig, outcomesIn, startConformance } from './conformance-rig.ts';

/** What fails with each fault, and nothing else does. */
const table: Record<FaultName, string[]> = {
  strangers_admitted: ['origins.stranger', 'origins.exact'],
  origin_by_prefix: ['origins.exact'],
  unknown_partner_admitted: ['origins.unknown-partner'],
  cors_echoes_anybody: ['answers.cors-origin'],
  cors_credentials_everywhere: ['cors.preflight-stranger', 'answers.cors-credentials'],
  vary_missing: ['answers.vary'],
  headers_not_exposed: ['answers.exposed'],
  preflight_without_proof: ['cors.preflight-claim', 'cors.preflight-token'],
  preflight_without_key: ['cors.preflight-claim'],
  beacon_without_credentials: ['cors.preflight-events'],
  cookie_for_partners: ['answers.no-cookie'],
  list_with_figures: ['products.list'],
  kinds_mixed: ['products.list'],
  money_as_text: ['products.shown', 'shapes.GET /v1/products/{id}'],
  risk_warning_missing: ['products.shown', 'products.digest'],
  digest_wrong: ['products.digest'],
  history_backwards: ['products.history'],
  stock_as_number: ['campaigns.stock'],
  campaign_digest_wrong: ['campaigns.digest'],
  instants_in_utc: ['campaigns.shown', 'answers.bank-time'],
  campaigns_in_own_order: ['campaigns.list'],
  policy_sells: ['policy.lint', 'policy.safest'],
  policy_of_another: ['policy.readable'],
  policy_expired: ['policy.in-force', 'policy.lint'],
  policy_of_bank: ['policy.surface'],
  assertion_replay_accepted: ['assertions.once'],
  assertion_signature_unchecked: ['assertions.signature'],
  assertion_audience_unchecked: ['assertions.audience'],
  assertion_age_unchecked: ['assertions.stale'],
  assertion_life_unchecked: ['assertions.life'],
  assertion_client_unchecked: ['assertions.client'],
  assertion_form_unchecked: ['assertions.form'],
  frame_nonce_optional: ['assertions.frame-nonce'],
  ticket_for_foreign_origin: ['assertions.origin'],
  assertion_clock_strict: ['assertions.tolerance'],
  ticket_life_too_long: ['assertions.accepted'],
  ticket_replay_accepted: ['tickets.once', 'tickets.once-at-once'],
  ticket_never_ends: ['expiry.ticket'],
  ticket_unknown_accepted: ['tickets.unknown', 'tickets.frame-scope'],
  ticket_origin_unchecked: ['tickets.other-origin'],
  ticket_for_strangers: ['tickets.stranger'],
  stale_proof_burns_ticket: ['tickets.after-stale-proof'],
  refusal_of_ticket_unnamed: ['tickets.once', 'answers.oauth-form'],
  token_life_too_long: ['tickets.swapped', 'expiry.token'],
  proof_replay_accepted: ['tickets.proof-once', 'proofs.once'],
  proof_optional: ['tickets.proof-missing', 'proofs.missing'],
  proof_key_unchecked: ['proofs.other-key'],
  proof_method_unchecked: ['proofs.other-method'],
  proof_address_unchecked: ['proofs.other-address'],
  proof_token_unchecked: ['proofs.other-token'],
  proof_unsigned_accepted: ['proofs.unsigned'],
  proof_age_unchecked: ['tickets.after-stale-proof', 'proofs.old', 'proofs.future'],
  proof_clock_strict: ['proofs.tolerates-old', 'proofs.tolerates-future'],
  proof_query_counts: ['proofs.query-ignored'],
  session_for_nobody: ['session.none'],
  bearer_accepted: ['proofs.bearer'],
  token_unknown_accepted: ['session.unknown-token'],
  token_never_ends: ['expiry.token'],
  token_survives_logout: ['session.logout'],
  token_origin_unchecked: ['session.other-origin'],
  token_in_address: ['session.not-in-address'],
  token_echoed: ['answers.no-secret'],
  session_names_user: ['session.pairwise'],
  session_without_level: ['session.tells', 'bank.session', 'shapes.GET /v1/session'],
  problem_as_plain_json: ['answers.problem-json'],
  problem_without_code: ['refusals.not-found', 'bank.quote-unknown', 'answers.problem-json'],
  pointer_missing: ['refusals.pointer'],
  trace_id_of_its_own: ['answers.trace-id'],
  retryable_always: ['answers.retryable'],
  stack_in_detail: ['answers.quiet'],
  not_found_as_400: ['answers.status'],
  date_missing_on_refusals: ['answers.date'],
  challenge_missing: ['answers.challenge'],
  retry_after_missing: ['answers.retry-after'],
  no_rate_limit: ['limits.rate'],
  etag_ignored: ['caching.not-modified'],
  policy_kept: ['caching.asked-anew'],
  products_not_kept: ['caching.products'],
  claims_kept: ['answers.no-store'],
  quota_tells_balance: ['answers.no-person', 'answers.beyond-contract'],
  session_tells_name: ['answers.no-person', 'answers.beyond-contract'],
  session_tells_more: ['answers.beyond-contract'],
  phone_in_header: ['answers.no-number'],
  token_in_link: ['answers.no-secret'],
  event_service_down: ['events.beacon'],
  key_ignored: ['claims.same-key', 'claims.other-page', 'claims.at-once'],
  replay_unmarked: ['claims.replay-marked'],
  already_unmarked: ['claims.other-key'],
  second_key_grants: ['claims.other-key', 'claims.keys-at-once'],
  key_optional: ['claims.key-form'],
  key_of_any_length: ['claims.key-form'],
  key_reuse_accepted: ['claims.key-of-another'],
  claim_without_session: ['claims.signed-out'],
  parallel_doubles: ['claims.at-once'],
  key_of_anybody: ['claims.key-of-a-person'],
  refusal_kept: ['claims.refusal-not-kept'],
  claim_under_another_key: ['claims.granted'],
  standing_silent: ['claims.standing'],
  claim_not_found_by_key: ['claims.found'],
  attribution_refuses_claim: ['attribution.claim'],
  item_digest_wrong: ['points.item'],
  quota_refused: ['points.quota'],
  quote_form_unchecked: ['points.quote-form'],
  attribution_refuses_quote: ['attribution.quote'],
  quote_holds_for_a_day: ['points.quote-life'],
  quote_price_differs: ['points.quote', 'bank.quote-open', 'bank.confirm-at-once'],
  quote_says_what: [
    'points.quote-opaque',
    'bank.quote-open',
    'bank.confirm-at-once',
    'bank.confirm-again',
    'bank.confirm-other-key',
    'bank.confirm-key-of-another',
    'bank.outcome',
    'bank.renewal',
    'expiry.quote',
  ],
  quote_rules_unread: ['points.quote-rules'],
  quote_without_session: ['points.quote-session'],
  balance_for_partners: ['points.bank-only', 'bank.own-origin'],
  redemption_for_partners: ['points.bank-only'],
  outcome_for_anybody: ['points.outcome', 'bank.outcome'],
  attribution_open: ['attribution.closed'],
  attribution_names_employee: ['attribution.opaque'],
  attribution_never_counts: ['attribution.counts'],
  attribution_tampered_counts: ['attribution.tampered'],
  bank_session_as_partner: ['bank.session'],
  cookie_from_anywhere: ['bank.own-origin'],
  entries_oldest_first: ['bank.entries'],
  quote_always_open: ['expiry.quote'],
  quote_signature_unchecked: ['bank.quote-unknown'],
  redemption_key_ignored: ['bank.confirm-at-once', 'bank.confirm-again'],
  redemption_unmarked: ['bank.confirm-again'],
  redemption_by_second_key: ['bank.confirm-other-key'],
  redemption_key_reuse_accepted: ['bank.confirm-key-of-another'],
  points_taken_twice: ['bank.confirm-at-once'],
  outcome_hidden: ['bank.outcome'],
  renewal_after_redemption: ['bank.renewal'],
  reversal_pending: ['bank.reversal'],
  conversions_unlisted: ['attribution.listed'],
  events_kept_twice: ['events.once', 'events.once-in-batch', 'events.at-once', 'events.beacon'],
  events_known_by_id_alone: [
    'events.once-in-batch',
    'events.by-source',
    'events.at-once',
    'events.alone',
    'events.beacon-as-text',
    'attribution.event',
  ],
  batch_refused_for_one: ['events.alone'],
  text_refused: ['events.beacon-as-text'],
  beacon_lost: ['events.beacon'],
  events_from_strangers: ['events.stranger'],
  broken_batch_taken: ['events.no-batch'],
  batch_without_limit: ['events.limits'],
  attribution_refuses_event: ['attribution.event'],
};

// The faults lie before the bank and know nothing of its database, so one engine tells it all.
describe('A bank that is broken on purpose', () => {
  let conformance: ConformanceRig;
  before(async () => void (conformance = await startConformance('pglite')));
  after(() => conformance.stop());

  const failures = async (...more: string[]) =>
    outcomesIn(await conformance.run(...more), 'failed').map(({ id }) => id);

  it('is whole while no fault is switched on', async () => {
    assert.deepEqual(await failures(), []);
  });

  const names = Object.keys(table) as FaultName[];
  names.forEach((name, at) => {
    const expected = table[name];
    // A whole run takes a second of work. What is only seen by looking at every answer needs one; of the other faults every
    // sixth gets one, all of them with INLAY_ALL_FAULTS, and the rest the groups that are to find them.
    const groups = [...new Set([...expected.map((id) => id.split('.')[0]!), 'shapes', 'answers'])];
    const whole = groups.length === 2 || at % 6 === 0 || process.env['INLAY_ALL_FAULTS'] !== undefined;
    it(`${name}: ${faults[name].says} (${whole ? 'of all checks' : 'of its groups'} fails ${expected.join(', ')})`, async () => {
      conformance.rig.bank.broken?.set(name);
      const failed = await failures(...(whole ? [] : ['--only', groups.join()]));
      conformance.rig.bank.broken?.set(undefined);
      assert.deepEqual(failed, expected);
    });
  });

  it('has a fault for all but a few of the checks', () => {
    const found = new Set(Object.values(table).flat());
    const never = conformance.groups.flatMap(({ checks }) => checks.map(({ id }) => id)).filter((id) => !found.has(id));
    assert.deepEqual(
      never.filter((id) => !id.startsWith('shapes.')),
      // The first is seen in every other; the second has its test beside this one.
      ['origins.listed', 'answers.no-canary'],
    );
  });
});

describe('The switch of the broken bank', () => {
  it('is a path of the sandbox that lists the faults and switches one on', async (test) => {
    const conformance = await startConformance('pglite');
    test.after(() => conformance.stop());
    const { rig } = conformance;
    const at = '/sandbox/broken';
    const list = (await rig.call(at)).json as { fault: string | null; faults: Record<string, string> };
    assert.equal(list.fault, null);
    assert.deepEqual(Object.keys(list.faults), Object.keys(faults));
    assert.equal((await rig.call(at, { body: '{"fault":"vary_missing"}' })).json.fault, 'vary_missing');
    assert.equal((await rig.call('/v1/channel-policy?partner=lvtu')).headers.get('vary'), null);
    assert.equal((await rig.call(at, { body: '{"fault":"no_such_fault"}' })).status, 400);
    await rig.call(at, { body: '{}' });
    assert.equal((await rig.call('/v1/channel-policy?partner=lvtu')).headers.get('vary'), 'Origin');
  });
});
