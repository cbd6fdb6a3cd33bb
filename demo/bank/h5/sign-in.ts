import { createHash, randomBytes } from 'node:crypto';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Provider } from 'oidc-provider';
import { convert } from '../attribution/conversion.ts';
import type { App, Bank, Env } from '../context.ts';
import { h5Client, type ProviderSecrets } from '../identity/provider.ts';
import { findPartner } from '../partners.ts';
import { hash } from '../proof.ts';
import { findBankSession, sessionCookie } from '../session.ts';
import { customers, findCustomer } from './customers.ts';
import { localeOf, sayer, toLocale } from './locale.ts';
import { ownPath } from './own-path.ts';
import { fromOwnPage, page } from './page.ts';
import type { BankText } from './texts.ts';

const flowCookie = 'inlay_bank_flow';
/** Milliseconds a sign-in may take, and a bank session lasts. */
const flowLife = 600_000;
const sessionLife = 900_000;

const random = () => randomBytes(32).toString('base64url');
/** What the page spoke that began this sign-in; each begin says it anew. */
const localeCookie = 'inlay_bank_locale';
const begun = (c: Context<Env>) => toLocale(c.req.query('locale') ?? getCookie(c, localeCookie));

const refused = (c: Context<Env>, why: BankText) => {
  const locale = begun(c);
  const say = sayer(locale);
  const body = html`<section>
    <h1>${say('signInOff')}</h1>
    <p>${say(why)}</p>
  </section>`;
  return page(c, { title: say('signInOff'), status: 400, body, locale });
};

/**
 * Adds the sign-in. The bank's own backend is the OAuth client (code + PKCE), so no token of this level reaches any page;
 * the customer goes back to the address in the partner's record, or to a page of the bank itself, never to an address from
 * the query.
 */
export function addSignIn(app: App, bank: Bank, provider: Provider, secrets: ProviderSecrets): void {
  const callback = `${bank.origin}/h5/callback`;

  app.get('/h5/sign-in', async (c) => {
    const { partner: partnerId, state } = c.req.query();
    const next = ownPath(c.req.query('next'));
    const partner = partnerId ? await findPartner(bank, partnerId) : undefined;
    if (partnerId && (partner?.status !== 'active' || !(next || partner.returnUrl)))
      return refused(c, 'unknownPartner');
    if (state !== undefined && !/^[\w.~-]{1,128}$/.test(state)) return refused(c, 'badRequest');
    const flow = { id: random(), verifier: random(), nonce: random(), browser: random() };
    await bank.db
      .insertInto('sign_in')
      .values({
        id: flow.id,
        partner_id: partner?.id ?? null,
        partner_state: state ?? null,
        next_path: next?.done ?? null,
        verifier: flow.verifier,
        nonce: flow.nonce,
        browser_hash: hash(flow.browser),
        expires_at: bank.clock.now() + flowLife,
      })
      .execute();
    // Ties the answer to this browser: somebody else's code cannot be slipped in.
    const along = { httpOnly: true, sameSite: 'Lax', path: '/h5', maxAge: flowLife / 1000 } as const;
    setCookie(c, flowCookie, flow.browser, along);
    setCookie(c, localeCookie, localeOf(c), along);
    const query = new URLSearchParams({
      client_id: h5Client,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid',
      state: flow.id,
      nonce: flow.nonce,
      code_challenge: createHash('sha256').update(flow.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      // Each sign-in is a proof of its own, whoever signed in before.
      prompt: 'login',
    });
    return c.redirect(`/oidc/auth?${query.toString()}`, 303);
  });

  app.get('/h5/login/:uid', async (c) => {
    const interaction = await provider.interactionDetails(c.env.incoming, c.env.outgoing).catch(() => undefined);
    if (!interaction) return refused(c, 'signInLate');
    const flow = await findFlow(bank, interaction.params['state']);
    const partner = flow?.partner_id ? await findPartner(bank, flow.partner_id) : undefined;
    const target = partner?.returnUrl ? [new URL(partner.returnUrl).origin] : [];
    const locale = begun(c);
    const say = sayer(locale);
    const back = partner && !flow?.next_path ? say('signInBack', { partner: partner.name[locale] }) : '';
    const body = html`<section>
      <h1>${say('signInAt')}</h1>
      <p>${back} ${say('signInSandbox')}</p>
      <form method="post">
        ${customers.map((one) => html`<button name="customer" value="${one.id}">${one.name}</button>`)}
        <button class="quiet" name="customer" value="">${say('cancel')}</button>
      </form>
    </section>`;
    return page(c, { title: say('signIn'), body, formTargets: target, partner: partner?.id, locale });
  });

  app.post('/h5/login/:uid', async (c) => {
    if (!fromOwnPage(bank, c)) return refused(c, 'badRequest');
    const interaction = await provider.interactionDetails(c.env.incoming, c.env.outgoing).catch(() => undefined);
    if (!interaction) return refused(c, 'signInLate');
    const customer = findCustomer(String((await c.req.parseBody())['customer'] ?? ''));
    const result = customer ? { login: { accountId: customer.id } } : { error: 'access_denied' };
    await provider.interactionFinished(c.env.incoming, c.env.outgoing, result, { mergeWithLastSubmission: false });
    return RESPONSE_ALREADY_SENT;
  });

  app.get('/h5/callback', async (c) => {
    const { code, state } = c.req.query();
    const flow = await findFlow(bank, state);
    if (flow) await bank.db.deleteFrom('sign_in').where('id', '=', flow.id).execute();
    const browser = getCookie(c, flowCookie);
    deleteCookie(c, flowCookie, { path: '/h5' });
    if (!flow || !browser || hash(browser) !== flow.browser_hash) return refused(c, 'signInLate');
    const back = await returnAddress(bank, flow);
    if (!code) return c.redirect(back.brokenOff, 303);
    const customer = await redeem(code, flow);
    if (!customer) return refused(c, 'signInRefused');
    await startSession(bank, c, customer);
    // The state is the page's own word; what it has after its first dot is the attribution token it brought along.
    const token = /\.(.+)/.exec(flow.partner_state ?? '')?.[1];
    if (flow.partner_id) await convert(bank, token, { partner: flow.partner_id, kind: 'sign_in', subject: customer });
    return c.redirect(back.done, 303);
  });

  app.get('/h5/sign-out', (c) => {
    const locale = localeOf(c);
    const say = sayer(locale);
    const body = html`<section>
      <h1>${say('signOut')}</h1>
      <form method="post"><button>${say('signOutNow')}</button></form>
    </section>`;
    return page(c, { title: say('signOut'), body, locale });
  });
  app.post('/h5/sign-out', async (c) => {
    if (!fromOwnPage(bank, c)) return refused(c, 'badRequest');
    const cookie = getCookie(c, sessionCookie);
    if (cookie) await (await findBankSession(bank, cookie))?.end();
    deleteCookie(c, sessionCookie, { path: '/' });
    const locale = localeOf(c);
    const title = sayer(locale)('signedOut');
    return page(c, { title, locale, body: html`<section><h1>${title}</h1></section>` });
  });

  /** Swaps the code for an id token at the bank's own server and reads from it who signed in. */
  async function redeem(code: string, flow: { verifier: string; nonce: string }): Promise<string | undefined> {
    const response = await fetch(`${bank.internal}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${h5Client}:${secrets.h5Secret}`)}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: callback,
        code_verifier: flow.verifier,
      }),
    });
    const { id_token: token } = (await response.json()) as { id_token?: string };
    if (!response.ok || !token) return undefined;
    const publicKeys = secrets.jwks.keys.map(({ d: _private, ...key }) => key);
    const keys = createLocalJWKSet({ keys: publicKeys } as JSONWebKeySet);
    const { payload } = await jwtVerify(token, keys, { issuer: `${bank.origin}/oidc`, audience: h5Client });
    return payload['nonce'] === flow.nonce ? findCustomer(payload.sub ?? '')?.id : undefined;
  }
}

/** Begins a bank session; `framed` for the sandbox's playground, in whose frame the cookie is a third party's. */
export async function startSession(bank: Bank, c: Context<Env>, customer: string, framed = false): Promise<void> {
  const cookie = random();
  const row = { hash: hash(cookie), customer, expires_at: bank.clock.now() + sessionLife, ended_at: null };
  await bank.db.insertInto('bank_session').values(row).execute();
  const site = framed
    ? ({ sameSite: 'None', secure: true, partitioned: true } as const)
    : ({ sameSite: 'Lax' } as const);
  setCookie(c, sessionCookie, cookie, { httpOnly: true, path: '/', maxAge: sessionLife / 1000, ...site });
}

async function findFlow(bank: Bank, state: unknown) {
  if (typeof state !== 'string') return undefined;
  const select = bank.db.selectFrom('sign_in').selectAll().where('id', '=', state);
  return select.where('expires_at', '>', bank.clock.now()).executeTakeFirst();
}

/** Where to go after a sign-in, with the state that says it was done, and where when the customer broke it off. */
async function returnAddress(
  bank: Bank,
  flow: { partner_id: string | null; partner_state: string | null; next_path: string | null },
): Promise<{ done: string; brokenOff: string }> {
  // A page of the bank's own comes first: who asked from there was never on the partner's page.
  const own = ownPath(flow.next_path ?? undefined);
  const partner = !own && flow.partner_id ? await findPartner(bank, flow.partner_id) : undefined;
  const home = own ? bank.origin + own.done : partner?.returnUrl;
  if (!home) return { done: '/h5/sign-out', brokenOff: '/h5/sign-out' };
  const done = new URL(home);
  if (flow.partner_state) done.searchParams.set('inlay_state', flow.partner_state);
  return { done: done.href, brokenOff: own?.brokenOff ?? home };
}
