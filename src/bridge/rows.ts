import type { Purpose } from '../core/ports.ts';

/** Purposes by rank: the first is sent first and dropped last. */
export const purposes: readonly Purpose[] = ['service', 'marketing', 'experience'];

/** A row: up to ten events of one purpose and one task on their way to the bank. */
export interface Item {
  /** `rank.instant.page.number` of the first event, so that the order of the text is rank, then age. */
  readonly key: string;
  /** The events as JSON with commas between; ASCII, so that its length is its size in bytes. */
  text: string;
  /** How many events. */
  count: number;
  /** True once what is durable holds the row. */
  stored: boolean;
  /** True once a beacon took it; it stays in the queue, because nobody answers a beacon. */
  beaconed: boolean;
}

/** Events waiting for the bank: in memory for speed, and where it lasts for reloads and killed pages. */
export interface Queue {
  /** Starts what is durable; without `create` only what is there already, to erase from it. */
  open(create: boolean): void;
  add(key: string, text: string): void;
  /** Takes in what other pages left and lets go of what they delivered. */
  load(done: () => void): void;
  /** The next rows with consent, by rank and age, up to so many events and so many bytes. */
  next(count: number, bytes: number, fresh?: boolean): Item[];
  remove(items: readonly Item[]): void;
  /** Erases whatever consent is refused for. */
  purge(): void;
  size(): number;
  durable(): boolean;
  close(): void;
}

/** How many events are in these rows. */
export const countOf = (rows: readonly Item[]) => rows.reduce((sum, { count }) => sum + count, 0);
/** How many events are in the text of a row: no value of one can hold a quotation mark. */
export const countIn = (text: string) => text.split('"specversion"').length - 1;
/** Sorts rows by rank, then by age. */
export const byKey = (a: Item, b: Item) => (a.key < b.key ? -1 : 1);
