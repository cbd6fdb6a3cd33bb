import { globSync, readFileSync } from 'node:fs';
import type { PolicyQuery, Verdict } from '../../src/core/verdict.ts';

/** One question with its instant and the answer every evaluator must give. */
export interface VectorCase {
  why?: string;
  at: string;
  query: PolicyQuery;
  /** `notice` in zh-CN, null for none; a target only where there is one to go to. */
  is: { verdict: Verdict['verdict']; rule: string; target?: string; notice: string | null; coming?: string };
}

/** One file of `test/vectors/policy`. */
export interface Vector {
  file: string;
  title: string;
  policy: Record<string, unknown>;
  cases: VectorCase[];
}

/** All of them. */
export function policyVectors(): Vector[] {
  const root = new URL('../..', import.meta.url).pathname;
  return globSync(`${root}test/vectors/policy/*.json`)
    .sort()
    .map((path) => ({
      ...(JSON.parse(readFileSync(path, 'utf8')) as Vector),
      file: path.slice(root.length),
    }));
}

/** A verdict in the vectors' form; a target counts where the verdict sends somebody there. */
export function asVector({ verdict, rule, target, notice, coming }: Verdict): VectorCase['is'] {
  const next = coming ? { coming } : {};
  return { verdict, rule, ...(verdict === 'redirect' ? { target } : {}), notice: notice?.['zh-CN'] ?? null, ...next };
}
