import { z } from '@hono/zod-openapi';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const term = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('daily_open') }),
  z.object({ kind: z.literal('cash_management') }),
  z.object({ kind: z.literal('periodic_open'), nextOpenDate: day }),
  z.object({ kind: z.literal('min_holding'), days: z.number().int() }),
  z.object({ kind: z.literal('closed'), maturityDate: day }),
]);

const interval = z.object({
  kind: z.enum(['since_inception', 'year']),
  year: z.number().int().optional(),
  from: day,
  to: day,
  rate: decimal,
  annualised: z.boolean(),
  benchmarkRate: decimal.optional(),
});

const disclosure = z.object({
  version: z.string(),
  digest: z.string().openapi({ description: 'sha-256 in hex of the texts below, joined by line feeds in this order' }),
  risk: z.string().optional(),
  benchmark: z.string().optional(),
  pastPerformance: z.string().optional(),
  agency: z.string().optional(),
  fund: z.string().optional(),
  fundOthers: z.string().optional(),
});

/** A product as the contract has it. `kind` is left open: the SDK refuses what it does not know (W12). */
export const productSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    revision: z.number().int(),
    status: z.enum(['soon', 'on_sale', 'sold_out', 'closed']),
    opensAt: z.string().optional(),
    fullName: z.string(),
    issuerName: z.string(),
    distributorName: z.string(),
    category: z.string(),
    registrationCode: z.string().optional(),
    fundCode: z.string().optional(),
    risk: z.object({ issuer: z.number().int(), distributor: z.number().int() }),
    term,
    currency: z.string(),
    minAmountFen: z.number().int(),
    cutOffTime: z.string().optional(),
    inceptionDate: day,
    dataDate: day,
    staleAfterDays: z.number().int(),
    benchmark: z
      .object({
        low: decimal.optional(),
        high: decimal.optional(),
        annualised: z.boolean(),
        method: z.string().optional(),
        name: z.string().optional(),
      })
      .optional(),
    performance: z
      .object({
        source: z.string(),
        intervals: z.array(interval),
        series: z.object({ from: day, to: day, points: z.array(z.tuple([day, decimal])) }),
      })
      .optional(),
    cash: z.object({ date: day, sevenDay: decimal, perTenThousand: decimal }).optional(),
    fees: z.object({ summary: z.string(), url: z.string() }),
    disclosure,
    regions: z.array(z.string()).optional(),
    detailUrl: z.string(),
  })
  .openapi('Product');

/** One product of a list; numbers that could be ranked are left out on purpose (W10). */
export const listSchema = z
  .object({
    kind: z.string(),
    items: z.array(
      productSchema.pick({
        id: true,
        kind: true,
        revision: true,
        status: true,
        opensAt: true,
        fullName: true,
        issuerName: true,
        distributorName: true,
        category: true,
        risk: true,
        term: true,
        detailUrl: true,
      }),
    ),
  })
  .openapi('ProductList');

/** A page of a product's history, oldest day first. */
export const navSchema = z
  .object({
    id: z.string(),
    items: z.array(
      z.object({
        date: day,
        unitNav: decimal,
        benchmark: decimal.optional(),
        sevenDay: decimal.optional(),
        perTenThousand: decimal.optional(),
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('NavPage');

export type ProductBody = z.infer<typeof productSchema>;
