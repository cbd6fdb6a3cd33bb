import { randomBytes } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { signPage } from '../../hosts/wechat/signature.ts';
import type { App, Bank } from '../context.ts';
import { admit, type Caller } from '../partners.ts';
import { Problem, problemSchema } from '../problem.ts';
import { ticketOf, type Account } from './credentials.ts';

const signatureSchema = z
  .object({ appId: z.string(), timestamp: z.number().int(), nonceStr: z.string(), signature: z.string() })
  .openapi('WechatSignature');

const jsConfigRoute = createRoute({
  method: 'post',
  path: '/v1/wechat/js-config',
  request: {
    query: z.object({ partner: z.string().min(1).max(64) }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            url: z.string().max(2048).openapi({ description: 'The page’s address without its fragment' }),
          }),
        },
      },
    },
  },
  responses: {
    200: { description: 'A signature for `wx.config`', content: { 'application/json': { schema: signatureSchema } } },
    default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
  },
});

// The JSSDK reports the page's whole address to WeChat, so nothing may stand in it that opens anything.
const secret =
  /^(code|state|ticket|.*token|inlay_state|inlay_ticket|password|pwd|session(id)?|sid|auth(orization)?|signature)$/i;

/** Adds the signature for pages in WeChat whose domain is bound to an account of this channel. */
export function addWechatRoutes(app: App, bank: Bank): void {
  app.openapi(jsConfigRoute, async (c) => {
    const caller = await admit(bank, c, c.req.valid('query').partner);
    const url = check(c.req.valid('json').url, caller, bank.origin);
    const account = await accountFor(bank, url.hostname, caller);
    const signed = {
      nonceStr: randomBytes(12).toString('base64url'),
      timestamp: Math.floor(bank.clock.now() / 1000),
      url: url.text,
    };
    const signature = signPage({ ticket: await ticketOf(bank, account), ...signed });
    const { nonceStr, timestamp } = signed;
    return c.json({ appId: account.appId, timestamp, nonceStr, signature }, 200, { 'cache-control': 'no-store' });
  });
}

/** The page's address as it was given, for it is signed byte for byte. */
function check(text: string, caller: Caller, own: string): { text: string; hostname: string } {
  const refuse = (detail: string) =>
    new Problem('invalid_request', 'This address is not signed', [{ pointer: '/url', detail }]);
  if (text.includes('#')) throw refuse('goes without its fragment');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refuse('is no address');
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) throw refuse('is no page’s address');
  for (const name of url.searchParams.keys()) {
    if (secret.test(name)) throw refuse(`has "${name}", which WeChat would be told: take it out of the address first`);
  }
  const page = caller.origin ?? (caller.surface === 'bank' ? own : undefined);
  if (url.origin !== page) throw refuse('is of another origin than the page that asks');
  return { text, hostname: url.hostname };
}

/** The account to which this domain is bound, exactly, among those of the caller's channel. */
async function accountFor(bank: Bank, domain: string, { partner, surface }: Caller): Promise<Account> {
  const rows = await bank.db.selectFrom('wechat_account').selectAll().orderBy('app_id').execute();
  const row = rows.find(
    ({ partner_id, safe_domains }) =>
      safe_domains.includes(domain) && (surface === 'bank' ? partner_id === null : partner_id === partner.id),
  );
  if (!row) throw new Problem('origin_refused', 'No account of this channel is bound to the page’s domain');
  return { appId: row.app_id, secret: row.secret, safeDomains: row.safe_domains };
}
