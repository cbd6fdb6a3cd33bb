import { readdirSync, readFileSync } from 'node:fs';

/** An answer of the bank as it was recorded. */
export interface Recorded {
  status: number;
  /** Seconds. */
  retryAfter?: number;
  body: unknown;
}

/** Answers by name: a request line, after the user it is for and a word for the time, such as `lvtu-u-1001 GET /v1/entitlements LVTU-STAY en`. */
export type Answers = Record<string, Recorded>;

/** Where the recorded answers lie. */
export const bankFolder = new URL('bank/', import.meta.url);

/** The recorded answers by file. */
export function readBank(): Record<string, Answers> {
  return Object.fromEntries(
    readdirSync(bankFolder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(new URL(file, bankFolder), 'utf8')) as Answers]),
  );
}
