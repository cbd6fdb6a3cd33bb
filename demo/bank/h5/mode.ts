import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { App, Env } from '../context.ts';

/** How large and calm a customer has the bank's pages. */
export type Mode = 'standard' | 'elder';

const cookie = 'inlay_bank_mode';
/** Seconds: a year. */
const life = 31_536_000;
/** What an address says of the way here; told once, and not again by the switch in the header. */
const told = ['rv', 'rd', 'dw', 'vr', 'vs', 'pl', 'cp', 'at', 'jn'];

function named(c: Context<Env>): Mode | undefined {
  const word = c.req.query('mode');
  return word === 'elder' || word === 'standard' ? word : undefined;
}

/** As the address says (the SDK hands on how the partner's page is), else as the customer chose before. */
export function modeOf(c: Context<Env>): Mode {
  return named(c) ?? (getCookie(c, cookie) === 'elder' ? 'elder' : 'standard');
}

/** Address of the same page in the other mode. */
export function switchOf(c: Context<Env>): string {
  const { searchParams } = new URL(c.req.url);
  for (const name of told) searchParams.delete(name);
  searchParams.set('mode', modeOf(c) === 'elder' ? 'standard' : 'elder');
  return `?${searchParams.toString()}`;
}

/** Keeps the mode that an address names for the bank's pages that follow. */
export function addModes(app: App): void {
  app.use('/h5/*', async (c, next) => {
    const mode = named(c);
    if (mode) setCookie(c, cookie, mode, { httpOnly: true, sameSite: 'Lax', path: '/h5', maxAge: life });
    await next();
  });
}
