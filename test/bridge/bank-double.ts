import * as jose from 'jose';
import { createHash } from 'node:crypto';
import type { FakeDevice } from './device.ts';
import { json, net, type Call } from './net.ts';

/** A bank as strict as the real one about tickets, tokens and proofs, on the true time of a fake device. */
export interface BankDouble {
  /** What `getTicket` of the partner's page does. */
  getTicket(): Promise<string>;
  /** The user whom the partner's backend sees. */
  user: string;
  ticketCalls: number;
  tokenCalls: number;
  /** Why calls were refused, in order. */
  refusals: string[];
  /** Tokens that hold, with the instant at which each ends. */
  tokens: Map<string, { jkt: string; user: string; until: number }>;
  /** Answers in place of the bank, when it gives something. */
  instead: ((call: Call) => Response | undefined | Promise<Response | undefined>) | undefined;
  /** Seconds a token lives. */
  life: number;
  calls(path: string): Call[];
}

/** Puts the bank on the other side of the network. */
export function createBank(device: FakeDevice): BankDouble {
  const tickets = new Map<string, { user: string; used: boolean; until: number }>();
  const seen = new Set<string>();
  let issued = 0;
  const bank: BankDouble = {
    user: 'user-a',
    ticketCalls: 0,
    tokenCalls: 0,
    refusals: [],
    tokens: new Map(),
    instead: undefined,
    life: 600,
    async getTicket() {
      bank.ticketCalls++;
      const ticket = `ticket-${++issued}`;
      tickets.set(ticket, { user: bank.user, used: false, until: device.truth() + 60_000 });
      return `${ticket}\n`;
    },
    calls: (path) => net.calls.filter((call) => call.path.startsWith(path)),
  };

  function refuse(status: number, code: string): Response {
    bank.refusals.push(code);
    return json({ code, error: 'invalid_grant', traceId: 'trace' }, { status });
  }

  async function judge(call: Call, token?: string): Promise<{ jkt: string } | { fault: string }> {
    try {
      const jwt = call.headers.get('dpop') ?? '';
      const verified = await jose.jwtVerify(jwt, jose.EmbeddedJWK, {
        algorithms: ['ES256'],
        typ: 'dpop+jwt',
        currentDate: new Date(0),
      });
      const { htm, htu, iat, jti, ath } = verified.payload;
      if (htm !== call.method || htu !== call.url.split('?')[0]) return { fault: 'proof_invalid' };
      if (ath !== (token && createHash('sha256').update(token).digest('base64url'))) return { fault: 'proof_invalid' };
      const age = device.truth() / 1000 - iat!;
      if (age > 60 || age < -30) return { fault: 'proof_stale' };
      if (seen.has(jti!)) return { fault: 'proof_replayed' };
      seen.add(jti!);
      return { jkt: await jose.calculateJwkThumbprint(verified.protectedHeader.jwk!) };
    } catch {
      return { fault: 'proof_invalid' };
    }
  }

  async function swap(call: Call): Promise<Response> {
    bank.tokenCalls++;
    const form = new URLSearchParams(call.body);
    if (form.get('grant_type') !== 'urn:inlay:grant-type:ticket' || form.get('client_id') !== 'lvtu') {
      return refuse(400, 'invalid_request');
    }
    const judged = await judge(call);
    if ('fault' in judged) return refuse(400, judged.fault);
    const ticket = tickets.get(form.get('ticket') ?? '');
    if (!ticket) return refuse(400, 'ticket_invalid');
    if (ticket.used) return refuse(400, 'ticket_used');
    if (ticket.until < device.truth()) return refuse(400, 'ticket_expired');
    ticket.used = true;
    const token = `token-${bank.tokenCalls}-${Math.random().toString(36).slice(2)}`;
    bank.tokens.set(token, { ...judged, user: ticket.user, until: device.truth() + bank.life * 1000 });
    return json({
      access_token: token,
      token_type: 'DPoP',
      expires_in: bank.life,
      level: 'bank',
      surface: 'bank',
      session: ticket.user,
    });
  }

  async function guarded(call: Call): Promise<Response> {
    const token = /^DPoP (.+)$/.exec(call.headers.get('authorization') ?? '')?.[1] ?? '';
    const found = bank.tokens.get(token);
    if (!found || found.until <= device.truth()) return refuse(401, 'token_invalid');
    const judged = await judge(call, token);
    if ('fault' in judged) return refuse(401, judged.fault);
    if (judged.jkt !== found.jkt) return refuse(401, 'proof_invalid');
    if (!call.path.startsWith('/v1/session/logout')) return json({ level: 'partner', session: found.user });
    bank.tokens.delete(token);
    return new Response(null, { status: 204 });
  }

  net.reset(async (call) => {
    // The date is the instant of the answer; the bank answers 5 ms of true time or more after the call.
    const answer =
      (await bank.instead?.(call)) ?? (call.path === '/oidc/token' ? await swap(call) : await guarded(call));
    answer.headers.set('date', new Date(device.truth()).toUTCString());
    return answer;
  });
  return bank;
}
