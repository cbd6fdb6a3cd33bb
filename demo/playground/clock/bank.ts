import { whereabouts } from '../where.ts';

/** The bank's clock as its sandbox tells it. */
export interface ClockState {
  /** RFC 3339 in Shanghai. */
  now: string;
  offsetMs: number;
  /** Milliseconds since 1970 at which it stands still; null while it runs. */
  frozenAt: number | null;
}

/** Asks one of the sandbox's switches; throws the bank's own words when it refuses. */
export async function turn<T>(path: string, body: object = {}, keepalive = false): Promise<T> {
  const { bank } = await whereabouts();
  const answer = await fetch(bank + path, { method: 'POST', body: JSON.stringify(body), keepalive });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The bank's clock now. */
export async function readClock(): Promise<ClockState> {
  const { bank } = await whereabouts();
  return (await fetch(`${bank}/sandbox/clock`)).json() as Promise<ClockState>;
}

/** Moves the clock; it stands still there when told to, else it runs on. */
export const setClock = (at: string, freeze: boolean) => turn<ClockState>('/sandbox/clock', { at, freeze });
/** Real time again, and the sample campaigns as they were in the beginning. */
export const setRight = (keepalive = false) => turn<ClockState>('/sandbox/reset', {}, keepalive);
