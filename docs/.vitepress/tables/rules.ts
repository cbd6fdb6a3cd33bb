import list from './rules.json' with { type: 'json' };

/** A rule of compliance: what it asks, in both languages, and the files that see to it. */
export interface Rule {
  id: string;
  en: string;
  zh: string;
  where: string[];
}

/**
 * The rules this product answers to. Sources: the 2026 measure on online marketing of financial products, the measures on
 * disclosure and suitability of 2025, Order 32 on promotions, PIPL, the advertising measure, and MIIT's on elder mode.
 */
export const rules: readonly { en: string; zh: string; rules: Rule[] }[] = list;
