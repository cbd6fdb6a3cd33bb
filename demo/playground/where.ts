import type { PartnerId } from '../ports.ts';

/** Origins of this start of the demo. */
export type Where = Record<'bank' | PartnerId, string> & {
  /** The day for which the bank's sample data were made. */
  today: string;
  /** Hash of the loader; empty where nothing is built. */
  integrity: string;
};

let asked: Promise<Where> | undefined;

/** Where the bank and the partners are; asked once. */
export function whereabouts(): Promise<Where> {
  return (asked ??= fetch('/where.json').then((answer) => answer.json() as Promise<Where>));
}
