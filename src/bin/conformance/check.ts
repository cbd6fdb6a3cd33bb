import type { Answer } from './client.ts';
import type { Kit } from './kit.ts';

/** What a check needs that not every run has: why it cannot be made, or nothing when it can. */
const needs = {
  product: ({ product }: Kit) => (product ? undefined : 'the bank lists no product; name one with --product'),
  campaign: ({ options }: Kit) => (options.campaigns.length ? undefined : 'it needs --campaign'),
  campaigns: ({ options }: Kit) => (options.campaigns.length > 1 ? undefined : 'it needs two of --campaign'),
  item: ({ options }: Kit) => (options.item ? undefined : 'it needs --item'),
  operations: ({ operationsKey }: Kit) => (operationsKey ? undefined : 'it needs --operations-key'),
  bank: ({ bankCookie }: Kit) => (bankCookie ? undefined : 'it needs --bank-cookie'),
  redeem: (kit: Kit) => needs.bank(kit) ?? needs.item(kit),
  reverse: (kit: Kit): string | undefined => needs.redeem(kit) ?? needs.operations(kit),
  time: ({ options }: Kit) => (options.time === 'none' ? 'it needs --wait (or --clock in a sandbox)' : undefined),
  ends: (kit: Kit): string | undefined => needs.time(kit) ?? needs.redeem(kit),
  burst: ({ options }: Kit) => (options.burst ? undefined : 'it needs --burst'),
};
type Need = keyof typeof needs;

/** Why a check cannot be made in this run; nothing when it can. */
export const missingFor = (check: Check, kit: Kit): string | undefined => check.needs && needs[check.needs](kit);

/** One thing the contract asks of a bank. */
export interface Check {
  /** Group and name, such as `tickets.used-once`. */
  id: string;
  /** What the contract says, in one sentence. */
  says: string;
  /** Where it says so: a document and its heading. */
  where: string;
  needs?: Need;
  /** Throws a {@link Failure} when it does not hold, a {@link Skip} when it cannot be told here. */
  run(kit: Kit): Promise<void> | void;
}

/** Checks of one kind. */
export interface Group {
  name: string;
  title: string;
  /** They look at all answers of the run, so they come after the others. */
  passive?: boolean;
  checks: Check[];
}

/** The contract does not hold: what was wanted, and what came instead. */
export class Failure extends Error {
  readonly answer: Answer | undefined;
  constructor(wanted: string, answer?: Answer) {
    super(wanted);
    this.answer = answer;
  }
}

/** It cannot be told in this run, and why. */
export class Skip extends Error {}

/** Where the contract speaks of what. */
export const where = {
  conventions: 'docs/contract.md › The contract with the bank',
  callers: 'docs/contract.md › Who may call',
  calls: 'docs/contract.md › Calls',
  tickets: 'docs/contract.md › Tickets and tokens',
  events: 'docs/contract.md › Events',
  errors: 'docs/contract.md › Errors',
  product: 'docs/contract.md › Product',
  policy: 'docs/contract.md › Channel policy',
  attribution: 'docs/contract.md › Attribution',
  campaigns: 'docs/contract.md › Campaigns',
  claims: 'docs/contract.md › Claims',
  points: 'docs/contract.md › Points',
  openapi: 'docs/openapi.json',
} as const;

/** Fails with what was wanted, unless it holds. */
export function want(holds: unknown, wanted: string, answer?: Answer): asserts holds {
  if (!holds) throw new Failure(wanted, answer);
}

/** The answer is a success with that status. */
export function succeeded(answer: Answer, status: number): void {
  want(answer.status === status, `status ${status}`, answer);
}

/** The answer is the refusal with one of these codes; a code has its status by the contract. */
export function refused(answer: Answer, ...codes: string[]): void {
  const code = (answer.json as { code?: unknown } | undefined)?.code;
  want(answer.status >= 400 && codes.includes(String(code)), `a refusal with code ${codes.join(' or ')}`, answer);
}

/** None of the answers is at fault, or the first that is, with how many there are. */
export function none(answers: Answer[], fault: (answer: Answer) => string | undefined): void {
  const found = answers.flatMap((answer) => {
    const wanted = fault(answer);
    return wanted ? [{ answer, wanted }] : [];
  });
  const [first] = found;
  if (!first) return;
  const more = found.length > 1 ? ` (so in ${found.length} answers of this run)` : '';
  throw new Failure(first.wanted + more, first.answer);
}
