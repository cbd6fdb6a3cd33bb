import { Failure } from './check.ts';
import type { Answer, Call } from './client.ts';
import { type Claims, createPageKey, type PageKey, thumbOf } from './keys.ts';
import type { Kit } from './kit.ts';

/** How a swap of a ticket departs from the right one. */
export interface Swap {
  ticket: string;
  key?: PageKey;
  /** A proof to send instead of a right one; empty for none. */
  proof?: string;
  claims?: Claims;
  header?: Claims;
  origin?: string;
  what?: string;
}

/** How a call with a token departs from the right one. */
export interface Visit extends Partial<Call> {
  key?: PageKey;
  /** A proof to send instead of a right one; empty for none. */
  proof?: string;
  claims?: Claims;
  header?: Claims;
  scheme?: string;
  token?: string;
}

/** A user of the partner with a session on a page. */
export interface Visitor {
  user: string;
  key: PageKey;
  token: string;
  /** The bank's opaque id of the session's user. */
  session: string;
  /** The answer that granted the token. */
  granted: Answer;
  /** A proof for a call of this visitor. */
  proof(method: string, path: string, claims?: Claims, header?: Claims): string;
  call(path: string, visit?: Visit): Promise<Answer>;
  /** A call that sends JSON. */
  post(path: string, body: unknown, visit?: Visit): Promise<Answer>;
}

/** Signs a user in: a ticket, then the swap for a token bound to a key of his page. */
export async function createVisitor(kit: Kit, user: string): Promise<Visitor> {
  const key = createPageKey();
  const granted = await kit.swap({ ticket: await kit.ticket({ user }), key });
  const { access_token: token, session } = (granted.json ?? {}) as { access_token?: string; session?: string };
  if (granted.status !== 200 || typeof token !== 'string' || typeof session !== 'string') {
    throw new Failure('a token for a right ticket', granted);
  }
  const proof = (method: string, path: string, claims: Claims = {}, header: Claims = {}) =>
    key.proof(method, kit.gateway + path.split('?')[0], kit.now(), { ath: thumbOf(token), ...claims }, header);
  const visitor: Visitor = {
    user,
    key,
    token,
    session,
    granted,
    proof,
    call(path, visit = {}) {
      const { claims, header, scheme = 'DPoP', key: _key, token: shown = token, proof: given, ...init } = visit;
      const method = init.method ?? (init.body === undefined ? 'GET' : 'POST');
      const sent = given ?? proof(method, path, claims, header);
      const headers = { authorization: `${scheme} ${shown}`, ...(sent ? { dpop: sent } : {}), ...init.headers };
      return kit.call(path, { ...init, method, headers });
    },
    post: (path, body, visit = {}) =>
      visitor.call(path, {
        ...visit,
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...visit.headers },
      }),
  };
  return visitor;
}
