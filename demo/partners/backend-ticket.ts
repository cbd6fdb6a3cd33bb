import type { PartnerKey } from './backend-key.ts';

/** Where the bank is: the name it goes by and the address this machine reaches it at. */
export interface BankAddress {
  origin: string;
  internal: string;
}

/** Thrown when the bank refuses a ticket, with the bank's own code. */
export class TicketRefused extends Error {
  readonly code: string;
  readonly traceId: string;
  constructor(code: string, traceId: string) {
    super(`The bank refused a ticket: ${code} (${traceId})`);
    this.code = code;
    this.traceId = traceId;
  }
}

/** Asks the bank for one-use tickets in a partner's name (RFC 8693 with private_key_jwt). */
export function createTicketDesk(partner: string, key: PartnerKey, bank: BankAddress) {
  // The bank's clock counts; its Date header tells how far ours is off.
  let skew = 0;

  const ask = async (user: string, origin: string, frame?: string): Promise<Response> => {
    const now = Date.now() + skew;
    const aud = `${bank.origin}/oidc`;
    const response = await fetch(`${bank.internal}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        client_id: partner,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await key.sign({ iss: partner, sub: partner, aud }, now),
        subject_token: await key.sign({ iss: partner, sub: user, aud }, now),
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        requested_token_type: 'urn:inlay:token-type:ticket',
        origin,
        ...(frame ? { scope: 'frame', nonce: frame } : { scope: 'partner' }),
      }),
    });
    const date = Date.parse(response.headers.get('date') ?? '');
    if (date) skew = date - Date.now();
    return response;
  };

  /** A ticket for a user, for pages of one origin; with `frame`, the SDK's word for it, one for the bank's frame. */
  return async (user: string, origin: string, frame?: string): Promise<string> => {
    let response = await ask(user, origin, frame);
    let body = (await response.json()) as { access_token?: string; code?: string; traceId?: string };
    if (body.code === 'assertion_invalid') {
      response = await ask(user, origin, frame);
      body = (await response.json()) as typeof body;
    }
    if (!response.ok || !body.access_token) throw new TicketRefused(body.code ?? 'internal', body.traceId ?? '');
    return body.access_token;
  };
}
