import type { RanFile } from './steps.ts';

/** Of an event of node:test, what is read here. */
interface Ended {
  type: string;
  data: {
    file?: string;
    name?: string;
    success?: boolean;
    duration_ms?: number;
    details?: { duration_ms?: number };
  };
}

/** A reporter for node:test beside the one for people: each file, a line each, with its time and how it ended, for `test/steps.ts`. */
// eslint-disable-next-line no-restricted-syntax -- node:test looks for the default export of a reporter.
export default async function* files(source: AsyncIterable<Ended> | Iterable<Ended>): AsyncGenerator<string> {
  for await (const { type, data } of source) {
    const { file, name, success = false, duration_ms = data.details?.duration_ms ?? 0 } = data;
    // A file that breaks before its end has no summary: it is a failed test by the name of the file.
    const broken = type === 'test:fail' && name !== undefined && file?.endsWith(name);
    if (!file || (type !== 'test:summary' && !broken)) continue;
    const ran: RanFile = { file, passed: success, seconds: duration_ms / 1000 };
    yield `${JSON.stringify(ran)}\n`;
  }
}
