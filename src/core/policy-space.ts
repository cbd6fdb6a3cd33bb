import { begin, end, fits, type Rule } from './verdict.ts';

const axes = ['host', 'account', 'region', 'productClass', 'verb'] as const;

/** What a rule is about, without its dates; `*` is everything, and in a question everything that no rule names. */
export type Shape = Record<(typeof axes)[number], string>;

/** A stretch of time in which one rule, or none, decides a question. */
export interface Stretch {
  from: number;
  until: number;
  rule: Rule | undefined;
}

const everything: Shape = { host: '*', account: '*', region: '*', productClass: '*', verb: '*' };

/** A shape that leaves out what fits everything. */
export const shape = (some: Partial<Shape>): Shape => ({ ...everything, ...some });

/** A rule's shape. */
export function shapeOf(rule: Rule): Shape {
  const { host, account, region, productClass, verb } = rule;
  return { host, account: account || '*', region: region || '*', productClass, verb };
}

/** True when whatever fits `narrow` also fits `wide`. */
export const covers = (wide: Shape, narrow: Shape): boolean => axes.every((axis) => fits(wide[axis], narrow[axis]));

/** True when two shapes are the same. */
export const same = (a: Shape, b: Shape): boolean => covers(a, b) && covers(b, a);

/** What fits both, if anything can. */
export function meet(a: Shape, b: Shape): Shape | undefined {
  const both = { ...everything };
  for (const axis of axes) {
    if (fits(a[axis], b[axis])) both[axis] = b[axis];
    else if (fits(b[axis], a[axis])) both[axis] = a[axis];
    else return undefined;
  }
  return both;
}

/** Every question at which two of the shapes can differ: each by itself, and what any two have in common. */
export function questions(shapes: readonly Shape[], others: readonly Shape[]): Shape[] {
  const found = new Map<string, Shape>();
  for (const one of shapes) {
    for (const other of [...shapes, ...others]) {
      const both = meet(one, other);
      if (both) found.set(axes.map((axis) => both[axis]).join(' '), both);
    }
  }
  return [...found.values()];
}

/** Who decides a question, from an instant on. */
export function stretches(rules: readonly Rule[], question: Shape, start: number): Stretch[] {
  const fitting = rules.filter((rule) => covers(shapeOf(rule), question));
  const bounds = [start, ...fitting.flatMap((rule) => [begin(rule), end(rule)]), Infinity];
  const sorted = [...new Set(bounds)].filter((bound) => bound >= start).sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, at) => ({
    from,
    until: sorted[at + 1]!,
    rule: fitting.find((rule) => begin(rule) <= from && from < end(rule)),
  }));
}
