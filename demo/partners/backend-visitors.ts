import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PartnerId } from '../ports.ts';
import type { Names } from './backend-pages.ts';

/** The partner's sample users; the first is signed in from the start. Which are customers of the bank, the bank knows (lvtu: not the third). */
export const sampleUsers: Record<PartnerId, readonly string[]> = {
  lvtu: ['lvtu-u-1001', 'lvtu-u-1002', 'lvtu-u-1003', 'lvtu-u-1004', 'lvtu-u-1005', 'lvtu-u-1006'],
  weishi: ['weishi-u-2001', 'weishi-u-2002'],
};

/** Who visits the partner's site, by its own cookies. */
export interface Visitors {
  /** The signed-in user; empty when signed out, undefined for a visitor who never was here. */
  userOf(req: IncomingMessage): string | undefined;
  /** Signs a new visitor in as the first sample user. */
  welcome(req: IncomingMessage, res: ServerResponse): void;
  /** `POST /user?to=1` signs the second sample user in, `POST /user?to=` signs out; `POST /consent` keeps the choice of the page's form. */
  change(url: URL, req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Remembers the page a visitor is on. */
  stays(url: URL, res: ServerResponse): void;
  /** Where a visitor goes who comes back from the bank to the recorded address: to the page he left. */
  returns(url: URL, req: IncomingMessage): string | undefined;
  /** `{{user}}` and `{{consent}}` of a page. */
  namesOf(req: IncomingMessage): Names;
}

/** Keeps a partner's visitors apart; cookies are sealed with a key of this process. */
export function createVisitors(id: PartnerId): Visitors {
  const key = randomBytes(32);
  const seal = (user: string) => createHmac('sha256', key).update(user).digest('base64url');
  const cookie = (user: string) => `partner_user=${user}.${seal(user)}; Path=/; HttpOnly; SameSite=Lax`;

  function userOf(req: IncomingMessage): string | undefined {
    const [, user, mark] = /(?:^|;\s*)partner_user=([\w-]+)\.([\w-]+)/.exec(req.headers.cookie ?? '') ?? [];
    if (!user || mark !== seal(user)) return undefined;
    return user === 'none' ? '' : user;
  }

  return {
    userOf,
    welcome(req, res) {
      if (userOf(req) === undefined) res.appendHeader('Set-Cookie', cookie(sampleUsers[id][0] as string));
    },
    async change(url, req, res) {
      if (url.pathname === '/user') {
        const to = url.searchParams.get('to') ?? '';
        const user = to === '' ? 'none' : (sampleUsers[id][Number(to)] ?? 'none');
        return void res.writeHead(204, { 'set-cookie': cookie(user) }).end();
      }
      if (url.pathname !== '/consent') return void res.writeHead(404).end();
      const choice = new URLSearchParams(await readSmall(req)).get('consent') ?? '';
      if (!/^[a-z ]{1,60}$/.test(choice)) return void res.writeHead(400).end();
      const kept = `partner_consent=${encodeURIComponent(choice)}; Path=/; SameSite=Lax; Max-Age=15552000`;
      const from = URL.canParse(req.headers.referer ?? '') ? new URL(req.headers.referer as string) : url;
      const back = from.origin === url.origin && from.pathname !== '/consent' ? from.pathname : '/';
      res.writeHead(303, { 'set-cookie': kept, location: back }).end();
    },
    stays(url, res) {
      res.appendHeader('Set-Cookie', `partner_page=${url.pathname}; Path=/; HttpOnly; SameSite=Lax`);
    },
    returns(url, req) {
      if (url.pathname !== '/' || !url.searchParams.has('inlay_state')) return undefined;
      const page = /(?:^|;\s*)partner_page=(\/[\w-]+\.html)(?:;|$)/.exec(req.headers.cookie ?? '')?.[1];
      return page && page + url.search;
    },
    namesOf(req) {
      const user = userOf(req) ?? (sampleUsers[id][0] as string);
      const choice = /(?:^|;\s*)partner_consent=([a-z%0-9]+)/i.exec(req.headers.cookie ?? '')?.[1] ?? '';
      const consent = /^[a-z]+(%20[a-z]+)*$/.test(choice) ? choice.replaceAll('%20', ' ') : '';
      return { user: user ? `会员 ${user.slice(-4)}` : '未登录', consent };
    },
  };
}

async function readSmall(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) {
    text += String(chunk);
    if (text.length > 1_000) break;
  }
  return text;
}
