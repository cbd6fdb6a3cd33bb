import { z } from '@hono/zod-openapi';
import { quotaSchema } from '../problem.ts';

/** RFC 3339 with `+08:00`. Ends are the first instant that is over: windows are half-open. */
const instant = z.string();
const span = z.object({ from: instant, until: instant });

/** The kinds of coupon. */
export const couponKinds = ['voucher', 'cash', 'discount', 'exchange', 'cash_back', 'instalment_rate'] as const;

const couponSchema = z.object({
  kind: z.enum(couponKinds),
  name: z.string(),
  faceValueFen: z.number().int().openapi({ description: 'The lowest one where it depends on the card; 0 with a rate' }),
  thresholdFen: z.number().int(),
  rate: z.string().optional().openapi({ description: '折 of ten, for discount and instalment_rate' }),
  count: z.number().int(),
  tiers: z
    .array(z.object({ name: z.string(), faceValueFen: z.number().int() }))
    .optional()
    .openapi({ description: 'Where the face value depends on the card, every one of them' }),
});

/** The texts Order 32 asks for; their order here is the order of the digest. */
export const ruleOrder = [
  'scope',
  'who',
  'quota',
  'claimWindow',
  'validity',
  'stacking',
  'refund',
  'contact',
  'organiser',
  'extra',
  'smallPrint',
] as const;

const rulesSchema = z.object({
  version: z.string(),
  digest: z.string().openapi({ description: 'sha-256 in hex of the texts below, joined by line feeds in this order' }),
  scope: z.string(),
  who: z.string(),
  quota: z.string(),
  claimWindow: z.string(),
  validity: z.string(),
  stacking: z.string(),
  refund: z.string(),
  contact: z.string(),
  organiser: z.string(),
  extra: z.array(z.string()),
  smallPrint: z.string().optional(),
});

/** A campaign as the contract has it. `trigger` is left open: the SDK refuses what it does not know (C6). */
export const campaignSchema = z
  .object({
    id: z.string(),
    revision: z.number().int(),
    title: z.string(),
    brand: z.string(),
    issuerName: z.string(),
    coupon: couponSchema,
    trigger: z.string(),
    identity: z.enum(['partner', 'bank']),
    startsAt: instant,
    endsAt: instant,
    window: span.openapi({
      description: 'The claim window that is open or comes next; the whole campaign’s when no other is left',
    }),
    stock: z.enum(['available', 'sold_out', 'unlimited']),
    rules: rulesSchema,
    useUrl: z.string(),
    detailUrl: z.string(),
  })
  .openapi('Campaign');

const missingSchema = z.object({ id: z.string(), error: z.enum(['not_found']) }).openapi('CampaignMissing');

export const campaignListSchema = z
  .object({ items: z.array(z.union([campaignSchema, missingSchema])) })
  .openapi('CampaignList');

/** One claim with the coupons it granted. */
export const claimSchema = z
  .object({
    id: z.string(),
    campaign: z.string(),
    key: z.string(),
    status: z.enum(['granted']),
    claimedAt: instant,
    coupons: z.array(
      z.object({
        id: z.string(),
        state: z.enum(['active', 'waiting', 'used', 'expired', 'pending', 'paid']),
        faceValueFen: z.number().int(),
        activeFrom: instant,
        validUntil: instant.optional().openapi({ description: 'First instant at which it is no longer valid' }),
        paidFrom: instant.optional().openapi({ description: 'cash_back: when it is paid' }),
      }),
    ),
  })
  .openapi('Claim');

/** The states of C3 and those around them. */
export const entitlementStates = [
  'not_started',
  'claimable',
  'not_eligible',
  'waiting_batch',
  'quota_reached',
  'sold_out',
  'closed',
  'claimed',
  'used',
  'expired',
  'bank_identity_required',
] as const;

/** What a customer can do about a refusal. */
export const reasons = [
  'unbound',
  'wrong_card',
  'already_customer',
  'no_qualifying_spend',
  'qualifying_over',
  'points_only',
] as const;

/** What one person has of one campaign; everything in it is computed by the bank. */
export const entitlementSchema = z
  .object({
    campaign: z.string(),
    state: z.enum(entitlementStates),
    reason: z.enum(reasons).optional(),
    reasonText: z.string().optional(),
    next: z.object({ text: z.string(), url: z.string() }).optional(),
    claimFrom: instant.optional(),
    claimUntil: instant.optional().openapi({ description: 'First instant at which claiming is over' }),
    claimable: z.number().int().openapi({ description: 'Coupons one claim grants' }),
    faceValueFen: z.number().int().openapi({ description: 'Of this person’s coupon' }),
    progress: z.object({ done: z.number().int(), needed: z.number().int(), from: instant, until: instant }).optional(),
    quota: quotaSchema.optional(),
    claims: z.array(claimSchema),
  })
  .openapi('Entitlement');

export const entitlementListSchema = z
  .object({
    items: z.array(
      z.union([
        entitlementSchema,
        z.object({ campaign: z.string(), error: z.enum(['not_found']) }).openapi('EntitlementMissing'),
      ]),
    ),
  })
  .openapi('EntitlementList');

export const claimResultSchema = claimSchema.extend({ already: z.literal(true).optional() }).openapi('ClaimResult');

export const claimListSchema = z.object({ items: z.array(claimSchema) }).openapi('ClaimList');

/** PostgreSQL has no place for U+0000 in a text, and nobody for its kin. */
const printable = z.string().regex(/^[^\u0000-\u001f]*$/);

/** What a claim sends. */
export const claimBodySchema = z
  .object({
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .openapi({ description: 'rules.digest as the customer saw it' }),
    placement: printable.max(128),
    attribution: printable.max(1024).optional(),
  })
  .openapi('ClaimRequest');

export type CampaignBody = z.infer<typeof campaignSchema>;
export type ClaimBody = z.infer<typeof claimSchema>;
export type EntitlementBody = z.infer<typeof entitlementSchema>;
export type EntitlementState = (typeof entitlementStates)[number];
export type Reason = (typeof reasons)[number];
export type CouponKind = (typeof couponKinds)[number];
