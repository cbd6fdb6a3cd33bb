import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PartnerId } from '../ports.ts';
import type { Names } from './backend-pages.ts';
import { partners } from './partners.ts';

/** Who visits the partner's site, by its own cookies. */
export interface Visitors {
  /** The signed-in user; empty when signed out, undefined for a visitor who never was here. */
  userOf(req: IncomingMessage): string | undefined;
  /** Signs a new visitor in as the first sample user, and anybody as the one whom the address names (`?user=2`). */
  welcome(url: URL, req: IncomingMessage, res: ServerResponse): void;
  /** `POST /user?to=1` signs the second sample user in, `POST /user?to=` signs out; `POST /consent` keeps the choice of the page's form. */
  change(url: URL, req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Remembers the page a visitor is on. */
  stays(url: URL, req: IncomingMessage, res: ServerResponse): void;
  /** Where a visitor goes who comes back from the bank to the recorded address: to the page he left. */
  returns(url: URL, req: IncomingMessage): string | undefined;
  /** `{{user}}` and `{{consent}}` of a page; an address may name both, so that a scene can be linked to. */
  namesOf(url: URL, req: IncomingMessage): Names;
}

const consentForm = /^[a-z]+( [a-z]+)*$/;

/** Keeps a partner's visitors apart; cookies are sealed with a key of this process. */
export function createVisitors(id: PartnerId): Visitors {
  const { users } = partners[id];
  const [first] = users;
  const key = randomBytes(32);
  const seal = (user: string) => createHmac('sha256', key).update(user).digest('base64url');
  const cookie = (req: IncomingMessage, user: string) => keep(req, `partner_user=${user}.${seal(user)}; HttpOnly`);
  const named = (url: URL) => users[Number(url.searchParams.get('user') ?? NaN)];

  function userOf(req: IncomingMessage): string | undefined {
    const [, user, mark] = /(?:^|;\s*)partner_user=([\w-]+)\.([\w-]+)/.exec(req.headers.cookie ?? '') ?? [];
    if (!user || mark !== seal(user)) return undefined;
    return user === 'none' ? '' : user;
  }

  return {
    userOf,
    welcome(url, req, res) {
      const user = named(url) ?? (userOf(req) === undefined ? first : undefined);
      if (user) res.appendHeader('Set-Cookie', cookie(req, user));
    },
    async change(url, req, res) {
      if (url.pathname === '/user') {
        const to = url.searchParams.get('to') ?? '';
        const user = to === '' ? 'none' : (users[Number(to)] ?? 'none');
        return void res.writeHead(204, { 'set-cookie': cookie(req, user) }).end();
      }
      if (url.pathname !== '/consent') return void res.writeHead(404).end();
      const choice = new URLSearchParams(await readSmall(req)).get('consent') ?? '';
      if (choice.length > 60 || !consentForm.test(choice)) return void res.writeHead(400).end();
      const kept = keep(req, `partner_consent=${encodeURIComponent(choice)}; Max-Age=15552000`);
      const from = URL.canParse(req.headers.referer ?? '') ? new URL(req.headers.referer as string) : url;
      from.searchParams.delete('consent');
      const back = from.origin === url.origin && from.pathname !== '/consent' ? from.pathname + from.search : '/';
      res.writeHead(303, { 'set-cookie': kept, location: back }).end();
    },
    stays(url, req, res) {
      res.appendHeader('Set-Cookie', keep(req, `partner_page=${url.pathname}; HttpOnly`));
    },
    returns(url, req) {
      if (url.pathname !== '/' || !url.searchParams.has('inlay_state')) return undefined;
      const page = /(?:^|;\s*)partner_page=(\/[\w-]+\.html)(?:;|$)/.exec(req.headers.cookie ?? '')?.[1];
      return page && page + url.search;
    },
    namesOf(url, req) {
      const user = named(url) ?? userOf(req) ?? first;
      const kept = /(?:^|;\s*)partner_consent=([a-z%0-9]+)/i.exec(req.headers.cookie ?? '')?.[1] ?? '';
      const choice = url.searchParams.get('consent') ?? kept.replaceAll('%20', ' ');
      return { user: user ? `会员 ${user.slice(-4)}` : '未登录', consent: consentForm.test(choice) ? choice : '' };
    },
  };
}

/** A cookie of the site. In the playground's frame it is a third party's, which browsers keep for that one frame alone. */
function keep(req: IncomingMessage, cookie: string): string {
  const framed = req.headers['sec-fetch-dest'] === 'iframe';
  return `${cookie}; Path=/; ${framed ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax'}`;
}

async function readSmall(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) {
    text += String(chunk);
    if (text.length > 1_000) break;
  }
  return text;
}
