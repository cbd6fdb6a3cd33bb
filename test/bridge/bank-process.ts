// The sandbox bank and the travel partner's backend in a process of their own: this file is forked by `startBankProcess`,
// because the page of a bridge test makes PGlite believe that it runs in a browser.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Rig } from '../bank/rig.ts';

/** The bank and the partner as a test in another process sees them. */
export interface BankProcess {
  /** Address of the gateway. */
  gateway: string;
  /** Origin of the partner's pages. */
  origin: string;
  ticket(user: string, origin?: string): Promise<string>;
  allow(origin: string): Promise<void>;
  /** Sets the bank's clock so many milliseconds ahead of real time. */
  setClock(offsetMs: number): Promise<void>;
  stop(): Promise<void>;
}

interface Order {
  id: number;
  act: 'start' | 'ticket' | 'allow' | 'setClock' | 'stop';
  given: (string | number)[];
}

async function obey(rig: Rig, { act, given }: Order): Promise<unknown> {
  if (act === 'start') return { gateway: rig.bank.internal, origin: rig.partner.origin };
  if (act === 'ticket') return rig.partner.ticket(...(given as [string, string?]));
  if (act === 'allow') return rig.partner.allow(given[0] as string);
  if (act === 'setClock') return rig.bank.bank.clock.set({ offsetMs: given[0] as number });
  return rig.stop();
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const starting = import('../bank/rig.ts').then(({ startRig }) => startRig('pglite'));
  const answer = async (order: Order) => {
    const done = await obey(await starting, order).then(
      (value) => ({ id: order.id, value }),
      (error: unknown) => ({ id: order.id, error: String(error) }),
    );
    process.send?.(done);
    if (order.act === 'stop') process.disconnect();
  };
  process.on('message', (order: Order) => void answer(order));
}

/** Starts the process; ready when the promise is kept. */
export async function startBankProcess(): Promise<BankProcess> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url));
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>();
  let last = 0;
  child.on('message', (answer: { id: number; value?: unknown; error?: string }) => waiting.get(answer.id)?.(answer));
  const order = <T>(act: Order['act'], ...given: Order['given']): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ value, error }) => (error ? reject(new Error(error)) : resolve(value as T)));
      child.send({ id, act, given } satisfies Order);
    });
  const places = await order<{ gateway: string; origin: string }>('start');
  return {
    ...places,
    ticket: (user, origin) => order('ticket', user, ...(origin ? [origin] : [])),
    allow: (origin) => order('allow', origin),
    setClock: (offsetMs) => order('setClock', offsetMs),
    stop: () => order('stop'),
  };
}
