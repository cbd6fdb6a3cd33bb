import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { calculateJwkThumbprint } from 'jose';

/** A key of a page, with proofs made synchronously: ten thousand of them must not be what is measured. */
export interface PageKey {
  jkt: string;
  proof(url: string, token: string, now: number): string;
}

export async function makeKey(): Promise<PageKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const header = encode({ alg: 'ES256', typ: 'dpop+jwt', jwk });
  return {
    jkt: await calculateJwkThumbprint(jwk as object),
    proof: (url, token, now) => {
      const ath = createHash('sha256').update(token).digest('base64url');
      const claims = { htm: 'POST', htu: url, jti: randomUUID(), iat: Math.floor(now / 1000), ath };
      return signed(`${header}.${encode(claims)}`, privateKey);
    },
  };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (text: string, key: KeyObject) =>
  `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;

/** One bank process as a client sees it; its clock runs so many milliseconds ahead of ours. */
export interface Process {
  origin: string;
  internal: string;
  offsetMs: number;
}

/** One claim to send: whose, by which key of the person's wish, to be cut off by the client or not. */
export interface Call {
  token: string;
  page: PageKey;
  key: string;
  process: Process;
  cut: boolean;
}

export interface Answered {
  status: number;
  replayed: boolean;
  body: { id?: string; already?: boolean; code?: string };
  /** Milliseconds of the attempt that was answered. */
  took: number;
  /** How many attempts ended without an answer (or with “come again”) before. */
  lost: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** Sends a claim until it is answered, as the SDK does: the same key, a new proof, another process as it falls. */
export async function claim(
  call: Call,
  path: string,
  origin: string,
  body: string,
  others: Process[],
): Promise<Answered> {
  let process = call.process;
  for (let lost = 0; ; lost++) {
    const started = performance.now();
    try {
      const answer = await send(call, process, path, origin, body, call.cut && lost === 0);
      if (answer.status === 503) throw new Error('come again');
      return { ...answer, took: performance.now() - started, lost };
    } catch (error) {
      if (lost === 20) throw error;
      process = others[(others.indexOf(process) + 1) % others.length] as Process;
      await wait(Math.random() * 20);
    }
  }
}

function send(
  { token, page, key }: Call,
  { origin: bank, internal, offsetMs }: Process,
  path: string,
  origin: string,
  body: string,
  cut: boolean,
): Promise<Omit<Answered, 'took' | 'lost'>> {
  const headers = {
    origin,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': key,
    authorization: `DPoP ${token}`,
    dpop: page.proof(bank + path.replace(/\?.*/, ''), token, Date.now() + offsetMs),
  };
  return new Promise((resolve, reject) => {
    const sent = request(internal + path, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('error', reject).once('end', () => {
        const replayed = response.headers['idempotency-replayed'] === 'true';
        resolve({ status: response.statusCode ?? 0, replayed, body: JSON.parse(text) as Answered['body'] });
      });
      response.once('close', () => reject(new Error('closed')));
    });
    sent.once('error', reject);
    // The customer's train enters a tunnel, some time after the request left.
    if (cut) setTimeout(() => sent.destroy(new Error('cut')), Math.random() * 60);
    sent.end(body);
  });
}

/** Ends the connections that are kept open. */
export const hangUp = () => agent.destroy();
