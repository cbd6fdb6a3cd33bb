import { z } from '@hono/zod-openapi';

const whole = z.number().int();
const points = whole.openapi({ description: 'Points, a whole number' });
const fen = whole.openapi({ description: 'Integer fen' });
const instant = z.string().openapi({ example: '2026-11-22T10:00:00+08:00' });

/** What an item costs. `variable`: `min` to `max` points in steps, `pointsPerYuan` of them for one yuan. */
export const priceSchema = z.object({
  kind: z.enum(['points', 'points_and_money', 'variable']),
  points: points.optional(),
  moneyFen: fen.optional(),
  step: whole.optional(),
  min: whole.optional(),
  max: whole.optional(),
  pointsPerYuan: whole.optional(),
});

/** What everybody may know of an item (P1). */
export const itemSchema = z
  .object({
    id: z.string(),
    revision: whole,
    name: z.string(),
    description: z.string(),
    target: z.enum(['mall_item', 'coupon', 'bill_deduction', 'partner_order']),
    issuerName: z.string(),
    price: priceSchema,
    caps: z.object({ month: whole.optional(), year: whole.optional() }),
    maxQuantity: whole,
    status: z.enum(['on_sale', 'sold_out', 'closed']),
    rules: z.object({
      version: z.string(),
      digest: z.string().openapi({ description: 'sha-256 in hex of the five texts below, joined by line feeds' }),
      price: z.string(),
      delivery: z.string(),
      refund: z.string(),
      validity: z.string(),
      contact: z.string(),
    }),
  })
  .openapi('RewardItem');

/** How much of a cap is used; `used` is left out when the bank does not know which customer asks. */
export const quotaSchema = z
  .object({ period: z.enum(['month', 'year']), limit: whole, used: whole.optional(), resetsAt: instant })
  .openapi('RewardQuota');
export const quotasSchema = z.object({ quotas: z.array(quotaSchema) }).openapi('RewardQuotas');

export const orderSchema = z.object({ id: z.string().regex(/^[\w.-]{1,64}$/), amountFen: whole.min(1).max(1e11) });

export const quoteRequest = z
  .object({
    item: z.string().regex(/^[A-Z0-9-]{1,32}$/),
    quantity: whole.min(1).max(99).default(1),
    points: whole.min(1).max(1e9).optional().openapi({ description: 'With a variable price' }),
    order: orderSchema.optional().openapi({ description: 'The partner’s order, for target partner_order' }),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    placement: z.string().regex(/^[\w.-]{0,64}$/),
    attribution: z.string().max(1024).optional(),
  })
  .openapi('QuoteRequest');

/** A price that holds until `expiresAt`. `quote` is opaque: an id and a signature, nothing about anybody (R6). */
export const quoteSchema = z
  .object({
    quote: z.string(),
    id: z.string(),
    points,
    moneyFen: fen.openapi({ description: 'To be paid besides the points' }),
    valueFen: fen.optional().openapi({ description: 'What is taken off the bill or the order' }),
    expiresAt: instant,
  })
  .openapi('Quote');

/** The outcome; never a balance. */
export const redemptionSchema = z
  .object({
    id: z.string(),
    quote: z.string().openapi({ description: 'Id of the quote as the partner’s page knows it' }),
    status: z.enum(['pending', 'confirmed', 'released', 'cancelled']),
    reason: z.string().optional().openapi({ description: 'Why it was released or cancelled' }),
    receipt: z.string().optional(),
    points,
    moneyFen: fen,
    item: z.string(),
    quantity: whole,
    at: instant,
    already: z.boolean().optional().openapi({ description: 'Made before, under another key' }),
  })
  .openapi('Redemption');
export const redemptionsSchema = z.object({ items: z.array(redemptionSchema) }).openapi('Redemptions');

/** A quote as the bank's confirm page shows it, with everything as it is now. */
export const openQuoteSchema = quoteSchema
  .extend({
    state: z.enum(['open', 'expired', 'redeemed']),
    partner: z.string(),
    partnerName: z.string(),
    item: itemSchema,
    quantity: whole,
    order: orderSchema.optional(),
    now: z.object({ points, moneyFen: fen }).optional().openapi({ description: 'Today’s price, when there is one' }),
    changed: z.boolean().openapi({ description: 'Price or rules are not those of the quote any more' }),
    quotas: z.array(quotaSchema),
    stepUp: z.boolean().openapi({ description: 'A one-time code will be asked for' }),
    redemption: redemptionSchema.optional(),
  })
  .openapi('OpenQuote');

export const balanceSchema = z
  .object({
    points,
    asOf: instant,
    expiring: z.object({ points, at: instant }).optional().openapi({ description: 'The next part to end, and when' }),
  })
  .openapi('PointsBalance');

export const entriesSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['earn', 'reserve', 'confirm', 'release', 'reversal', 'expire']),
        points,
        at: instant,
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('PointsEntries');

export const redemptionRequest = z
  .object({
    quote: z.string().min(1).max(128),
    code: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  })
  .openapi('RedemptionRequest');

export const reversalRequest = z.object({ reason: z.string().min(1).max(200) }).openapi('ReversalRequest');

export type ItemBody = z.infer<typeof itemSchema>;
export type QuotaBody = z.infer<typeof quotaSchema>;
export type QuoteBody = z.infer<typeof quoteSchema>;
export type QuoteRequest = z.infer<typeof quoteRequest>;
export type RedemptionBody = z.infer<typeof redemptionSchema>;
