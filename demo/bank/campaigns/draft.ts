import { z } from '@hono/zod-openapi';
import type { Localised } from '../db/schema.ts';
import {
  type Rule,
  type RuleTexts,
  ruleSchema,
  ruleTextsSchema,
  type Template,
  templateSchema,
  type Words,
  wordsSchema,
} from './rule.ts';

const id = z.string().regex(/^[A-Za-z0-9-]{1,32}$/);
const inEach = <S extends z.ZodType>(schema: S) => z.strictObject({ 'zh-CN': schema, 'zh-HK': schema, en: schema });

/** A campaign as the bank's operations hand it in. */
export const draftSchema = z.strictObject({
  id,
  group: id.optional(),
  /** Partners whose pages may show it; all without it. */
  partners: z.array(z.string()).optional(),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  rule: ruleSchema,
  coupons: z.array(templateSchema).min(1),
  words: inEach(wordsSchema),
  rules: z.strictObject({ version: z.string().min(1), texts: inEach(ruleTextsSchema) }),
});

export interface CampaignDraft {
  id: string;
  group?: string | undefined;
  partners?: string[] | undefined;
  startsAt: string;
  endsAt: string;
  rule: Rule;
  coupons: Template[];
  words: Localised<Words>;
  rules: { version: string; texts: Localised<RuleTexts> };
}
