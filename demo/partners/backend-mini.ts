import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PartnerId } from '../ports.ts';
import { partners } from './partners.ts';

/** What the ticket desk for a partner's mini-program needs. */
export interface MiniDesk {
  partner: PartnerId;
  /** Of the partner's own site. */
  origin: string;
  /** Puts the mini-program on the partner's list at the bank. */
  allow(origin: string): Promise<void>;
  ticket(user: string, origin: string): Promise<string>;
  /** Who is signed in to the site; empty or undefined for nobody. */
  userOf(req: IncomingMessage): string | undefined;
}

/**
 * `POST /mini-ticket` with a code of `wx.login`: redeems it and answers with a ticket for that user. WeChat's
 * `jscode2session` wants the partner's secret and does not exist here: every code stands for the first sample user. Any
 * mini-program may ask, whatever app id the developer tool runs it by; a real backend knows its own. Drawn in a browser
 * (`demo/twin`) it is a page of the partner's own site, and its user is who is signed in there.
 */
export async function giveMiniTicket(desk: MiniDesk, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const head = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  const drawn = req.headers.origin === desk.origin;
  const [named] = /^https:\/\/servicewechat\.com\/wx[0-9a-f]{16}(?=\/)/.exec(req.headers.referer ?? '') ?? [];
  const origin = drawn ? desk.origin : named;
  const user = drawn ? desk.userOf(req) : partners[desk.partner].users[0];
  if (!origin || !user || !(await hasCode(req))) return void res.writeHead(401, head).end('signed out');
  await desk.allow(origin);
  res.writeHead(200, head).end(await desk.ticket(user, origin));
}

async function hasCode(req: IncomingMessage): Promise<boolean> {
  let text = '';
  for await (const chunk of req) {
    text += String(chunk);
    if (text.length > 1000) return false;
  }
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' && /^[\w-]{1,200}$/.test(code);
  } catch {
    return false;
  }
}
