import type { BankClock } from '../clock.ts';

/** A request on its way to the good bank. */
export interface Asked {
  method: string;
  /** With query. */
  url: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** The good bank's answer on its way out. */
export interface Answered {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

/** What a fault has to work with. */
export interface Surroundings {
  clock: BankClock;
  /** Empty when the fault is switched on. */
  memory: Map<string, string>;
  /** Asks the good bank. */
  ask(asked: Asked): Promise<Answered>;
}

/** One thing a bank may get wrong. The good bank knows nothing of it: what is asked of it or what it answers is spoiled on the way. */
export interface BankFault {
  /** What is wrong, in one sentence. */
  says: string;
  /** Spoils a request; an answer in its place goes out at once. */
  before?(asked: Asked, surroundings: Surroundings): Answered | undefined | void;
  /** Spoils an answer in place. */
  after?(answer: Answered, asked: Asked, surroundings: Surroundings): void | Promise<void>;
}

type Json = Record<string, unknown>;

/** The members of a JSON text; none when it is no object. */
export function membersOf(text: string): Json {
  try {
    const read = JSON.parse(text) as unknown;
    return typeof read === 'object' && read !== null ? (read as Json) : {};
  } catch {
    return {};
  }
}

/** Why an answer refuses; empty for one that does not. */
export const codeOf = ({ status, body }: Answered): string =>
  status < 400 ? '' : String(membersOf(body)['code'] ?? '');
/** Why it refuses in words. */
export const wordsOf = ({ body }: Answered): string => {
  const { detail, error_description: description } = membersOf(body);
  return String(detail ?? description ?? '');
};

/** Answers with JSON instead, under the headers that were there. */
export function say(answer: Answered, status: number, value: unknown, type = 'application/json'): void {
  answer.status = status;
  answer.body = JSON.stringify(value);
  answer.headers['content-type'] = type;
  delete answer.headers['www-authenticate'];
}

/** Refuses instead, with a problem. */
export function refuse(answer: Answered, status: number, code: string): void {
  const instance = '/v1/broken';
  const traceId = answer.headers['x-trace-id'];
  const body = { type: `urn:inlay:problem:${code}`, title: code, detail: 'A fault of the sandbox', instance };
  say(answer, status, { ...body, status, code, traceId, retryable: status >= 500 }, 'application/problem+json');
  answer.headers['cache-control'] = 'no-store';
}

/** Changes the JSON of a success. */
export function change(answer: Answered, spoil: (json: Json) => void): void {
  if (answer.status >= 300 || !answer.body) return;
  const json = membersOf(answer.body);
  spoil(json);
  answer.body = JSON.stringify(json);
}

/** A fault that changes the JSON of successes at some paths. */
export const changing = (says: string, at: RegExp, spoil: (json: Json, asked: Asked) => void): BankFault => ({
  says,
  after(answer, asked) {
    if (at.test(`${asked.method} ${asked.path}`)) change(answer, (json) => spoil(json, asked));
  },
});

/** A fault that changes headers of answers. */
export const heading = (
  says: string,
  at: RegExp,
  spoil: (headers: Answered['headers'], asked: Asked, answer: Answered) => void,
): BankFault => ({
  says,
  after(answer, asked) {
    if (at.test(`${asked.method} ${asked.path}`)) spoil(answer.headers, asked, answer);
  },
});

/** A fault that answers well where the good bank refuses. */
export const forgiving = (
  says: string,
  at: RegExp,
  fits: (answer: Answered, asked: Asked, surroundings: Surroundings) => boolean,
  instead: (answer: Answered, asked: Asked, surroundings: Surroundings) => void,
): BankFault => ({
  says,
  after(answer, asked, surroundings) {
    if (at.test(`${asked.method} ${asked.path}`) && fits(answer, asked, surroundings))
      instead(answer, asked, surroundings);
  },
});

/** A query parameter of a request. */
export const queryOf = ({ url }: Asked, name: string): string =>
  new URL(url, 'http://bank').searchParams.get(name) ?? '';
