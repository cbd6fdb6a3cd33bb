import { z } from '@hono/zod-openapi';
import type { Localised } from '../db/schema.ts';
import { couponKinds } from './schema.ts';

/** What may set a campaign off. Deposits, wealth products, funds and insurance may not (C6). */
export const triggers = ['none', 'card_spend', 'natural_week_spend', 'points', 'flash_sale'] as const;

const positive = z.int().positive();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** How a campaign works, as data; one evaluator reads them all. */
export const ruleSchema = z.strictObject({
  trigger: z.enum(triggers),
  /** `bank`: only who signed in at the bank itself may claim. */
  identity: z.enum(['partner', 'bank']),
  /** Only holders of this card; `newMain`: only a main card, and the customer's first. */
  card: z.strictObject({ product: z.string(), newMain: z.boolean().optional() }).optional(),
  /**
   * So many spends of at least so much within the natural days from the card's approval (that day is the first), within a
   * natural week or month, or within the campaign. Each period that qualifies earns one claim.
   */
  qualify: z
    .strictObject({
      within: z.enum(['approval', 'week', 'month', 'campaign']),
      days: positive.optional(),
      count: positive,
      minFen: z.int().min(0),
    })
    .optional(),
  /** Natural days for claiming, the day of qualifying being the first; without it until the campaign ends. */
  claimDays: positive.optional(),
  /** Claiming is open on a day that comes again, each time with a stock of its own. */
  schedule: z
    .strictObject({
      every: z.enum(['day', 'week', 'month']),
      on: z.int().min(1).max(31).optional(),
      from: time,
      until: time,
    })
    .optional(),
  /** Claims in stock, per window where there is a schedule; null for no end. */
  stock: positive.nullable(),
  /** Claims one person may make in a period of the calendar, by the day of claiming. */
  quotas: z.array(z.strictObject({ period: z.enum(['day', 'week', 'month', 'year']), limit: positive })),
  /** Coupons that become active in one calendar month; the rest wait for the next ones. */
  activePerMonth: positive.optional(),
  /** cash_back: natural days from the claim until it is paid. */
  paidAfterDays: positive.optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

/** What a claim grants to holders of a tier of the card, `*` for everybody. Amounts in fen. */
export const templateSchema = z.strictObject({
  tier: z.string(),
  kind: z.enum(couponKinds),
  faceValueFen: z.int().min(0),
  thresholdFen: z.int().min(0),
  /** 折 of ten. */
  rate: z
    .string()
    .regex(/^\d(\.\d{1,2})?$/)
    .nullable(),
  count: positive,
  /** Natural days from activation, that day being the first; null for what does not run out. */
  validDays: positive.nullable(),
});
export type Template = z.infer<typeof templateSchema>;

const text = z.string().min(1).max(2_000);

/** The rule texts of one language. */
export const ruleTextsSchema = z.strictObject({
  scope: text,
  who: text,
  quota: text,
  claimWindow: text,
  validity: text,
  stacking: text,
  refund: text,
  contact: text,
  organiser: text,
  extra: z.array(text),
  smallPrint: text.optional(),
});
export type RuleTexts = z.infer<typeof ruleTextsSchema>;

/** The names of one language; `tiers` names the card tiers that have a template of their own. */
export const wordsSchema = z.strictObject({
  title: z.string().min(1).max(200),
  brand: z.string().min(1).max(200),
  couponName: z.string().min(1).max(200),
  tiers: z.record(z.string(), z.string()).optional(),
});
export type Words = z.infer<typeof wordsSchema>;

/** A campaign as the evaluator needs it; instants in milliseconds of bank time. But for the revision it never changes. */
export interface Campaign {
  id: string;
  revision: number;
  startsAt: number;
  endsAt: number;
  rule: Rule;
  words: Localised<Words>;
  templates: Template[];
}
