import { Agent, type IncomingMessage, request, type RequestListener, type ServerResponse } from 'node:http';
import type { BankClock } from '../clock.ts';
import { listen, type Listening } from '../server.ts';
import type { Answered, Asked, BankFault, Surroundings } from './fault.ts';
import { type FaultName, faults } from './faults.ts';

/** The layer before the good bank that breaks it, one fault at a time. */
export interface Broken {
  listener: RequestListener;
  /** Switches a fault on, or with none all of them off. */
  set(name: FaultName | undefined): void;
  name(): FaultName | undefined;
  stop(): Promise<void>;
}

const path = '/sandbox/broken';
const agent = new Agent({ keepAlive: true });

/**
 * Puts the layer before a bank. While no fault is on, requests go straight through. While one is on, they are read whole, sent
 * to the good bank over a port of its own, and the fault spoils what goes in or what comes out.
 */
export function createBroken(good: RequestListener, clock: BankClock, first?: FaultName): Broken {
  let inner: Promise<Listening> | undefined;
  let name: FaultName | undefined;
  let fault: BankFault | undefined;
  let surroundings: Surroundings;

  const ask = async (asked: Asked): Promise<Answered> => {
    inner ??= listen(good, 0);
    const { port } = await inner;
    return forward(port, asked);
  };
  const set = (next: FaultName | undefined) => {
    name = next;
    fault = next && faults[next];
    surroundings = { clock, memory: new Map(), ask };
  };
  set(first);

  async function spoil(on: BankFault, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const asked = await readWhole(req);
    const there = surroundings;
    let answer = on.before?.(asked, there);
    if (!answer) {
      answer = await ask(asked);
      await on.after?.(answer, asked, there);
    }
    delete answer.headers['transfer-encoding'];
    const length = { 'content-length': String(Buffer.byteLength(answer.body)) };
    res.writeHead(answer.status, {
      ...answer.headers,
      ...(answer.status === 204 || answer.status === 304 ? {} : length),
    });
    res.end(answer.body);
  }

  return {
    set,
    name: () => name,
    listener(req, res) {
      if (req.url === path) return void answerSwitch(req, res).catch(() => res.destroy());
      if (!fault || req.url?.startsWith('/sandbox/')) return good(req, res);
      void spoil(fault, req, res).catch((error: unknown) => {
        console.error('[broken bank]', error);
        res.destroy();
      });
    },
    stop: async () => (await inner)?.stop(),
  };

  /** `GET` lists the faults and tells which is on; `POST {fault}` switches one on, `{}` all off. */
  async function answerSwitch(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method, body } = await readWhole(req);
    const wanted = method === 'POST' ? (JSON.parse(body || '{}') as { fault?: string }).fault : name;
    if (wanted !== undefined && !(wanted in faults)) return void res.writeHead(400).end();
    if (method === 'POST') set(wanted as FaultName | undefined);
    const known = Object.fromEntries(Object.entries(faults).map(([key, { says }]) => [key, says]));
    res.writeHead(200, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ fault: name ?? null, faults: known }));
  }
}

async function readWhole(req: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  const url = req.url ?? '/';
  const headers = Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  return { method: req.method ?? 'GET', url, path: url.split('?')[0]!, headers, body: Buffer.concat(parts).toString() };
}

/** Hop-by-hop headers are of one connection; the length is counted anew. */
const ofConnection = /^(connection|keep-alive|transfer-encoding|content-length|expect)$/;

function forward(port: number, { method, url, headers, body }: Asked): Promise<Answered> {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.test(name)));
  const length = body ? { 'content-length': String(Buffer.byteLength(body)) } : {};
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: url, headers: { ...kept, ...length }, agent });
    sent.once('error', reject).once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).once('error', reject);
      response.once('end', () => {
        const answered = Object.entries(response.headers).filter(([name]) => !ofConnection.test(name));
        resolve({
          status: response.statusCode ?? 500,
          headers: Object.fromEntries(answered) as Answered['headers'],
          body: Buffer.concat(parts).toString(),
        });
      });
    });
    sent.end(body);
  });
}
