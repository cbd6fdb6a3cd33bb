import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { html, raw } from 'hono/html';
import type { Bank, Env } from '../context.ts';
import type { Locale } from '../seed/texts.ts';
import { findBankSession, sessionCookie } from '../session.ts';
import { type Customer, findCustomer } from './customers.ts';
import { localeOf, sayer } from './locale.ts';
import { modeOf, switchOf } from './mode.ts';
import type { BankText } from './texts.ts';

/** Markup whose values were escaped. */
export type Markup = ReturnType<typeof html>;

const style = `
:root{color-scheme:light dark;--ink:#17211f;--ink-2:#55605d;--line:#e6eae8;--ground:#f4f6f5;--card:#fff;--jade:#0b6b58;--on:#fff;--gold:#8a6116;--gold-soft:#fbf4e4;--title:20px;--head:16px;--body:16px;--note:14px;--tap:48px}
@media (prefers-color-scheme:dark){:root{--ink:#eef3f1;--ink-2:#b5bfbc;--line:#2b3532;--ground:#0e1413;--card:#18201e;--jade:#4cc2a7;--on:#06231c;--gold:#e3bf74;--gold-soft:#2b2414}}
.elder{--title:24px;--head:20px;--body:18px;--note:18px;--tap:60px}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:var(--body)/1.5 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}
header{display:flex;align-items:center;gap:8px;padding:0 16px;background:var(--card);border-bottom:1px solid var(--line);font-weight:600}
header i{flex:none;width:20px;height:20px;border-radius:6px;background:var(--jade);box-shadow:inset 0 0 0 5px var(--jade),inset 0 0 0 7px #f2d48b}
header b{flex:none}header span{margin-left:auto;font-weight:400;font-size:var(--note);color:var(--ink-2);text-align:right}header a{flex:none;line-height:var(--tap);font-size:var(--note);color:var(--jade)}
main{max-width:640px;margin:0 auto;padding:16px;display:grid;grid-template-columns:minmax(0,1fr);gap:16px}section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:16px}
h1{font-size:var(--title);line-height:1.35;margin:0 0 8px;overflow-wrap:anywhere}h2{font-size:var(--head);margin:0 0 8px}p{margin:0 0 8px}p:last-child{margin:0}
dl{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:6px 16px;margin:0 0 12px}dt{color:var(--ink-2)}dd{margin:0;text-align:right;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.elder h1{line-height:1.5}.elder dl{grid-template-columns:minmax(0,1fr)}.elder dd{margin-bottom:8px;text-align:left}
.risk{display:inline-block;background:var(--gold-soft);color:var(--gold);border-radius:4px;padding:1px 8px;font-size:var(--note)}.note{color:var(--ink-2);font-size:var(--note)}
button,a.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:var(--tap);padding:8px 16px;border:0;border-radius:30px;background:var(--jade);color:var(--on);font-family:inherit;font-size:max(16px,var(--body));font-weight:600;line-height:1.5;text-align:center;text-decoration:none;margin-top:12px;cursor:pointer}
summary{min-height:var(--tap);line-height:var(--tap);color:var(--jade);cursor:pointer}.rules{grid-template-columns:minmax(0,1fr)}.rules dd{margin-bottom:8px;text-align:left}
.unseen,main>.unseen{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)}main>h2{margin:8px 0 -4px}#open{display:flow-root;min-height:calc(2*var(--tap) + 24px)}.rows{margin:0;padding:0;list-style:none}.rows li{padding:12px 0;border-top:1px solid var(--line)}
inlay-coupon-list{--inlay-coupons:4}main>inlay-points-redeem{--inlay-room:660px}.elder main>inlay-points-redeem{--inlay-room:1030px}
@media (max-width:599px){main>inlay-points-redeem{--inlay-room:775px}.elder main>inlay-points-redeem{--inlay-room:1340px}}
@media (max-width:358px){main>inlay-points-redeem{--inlay-room:850px}.elder main>inlay-points-redeem{--inlay-room:1395px}}
button.quiet,a.quiet{background:var(--ground);color:var(--jade)}:focus-visible{outline:3px solid var(--gold);outline-offset:2px}`;

/** What a page of the bank is made of. */
export interface PageParts {
  title: string;
  body: Markup | Promise<Markup>;
  customer?: Customer | undefined;
  /** What else the head holds: the SDK's snippet. */
  head?: Markup | Promise<Markup>;
  /** Its language, where it speaks more than the bank's own. */
  locale?: Locale;
  /** The partner from whose page the customer comes: his mini-program's ticket is redeemed for it. */
  partner?: string | undefined;
  /** Whose visit the page shows, where it does; empty for nobody's. */
  visitor?: string | undefined;
  /** Origins besides the bank's own to which a form's answer may in the end redirect. */
  formTargets?: string[];
  status?: 200 | 400 | 403 | 404;
}

/**
 * Answers with a page of the bank. Scripts come from the bank's origin alone (the SDK under `/inlay/`), the style by
 * nonce, and no page may be framed. Chromium holds the redirects after a form to `form-action` as well, hence the targets.
 */
export async function page(c: Context<Env>, parts: PageParts): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  c.header('Content-Security-Policy', policy(nonce, parts.formTargets ?? []));
  c.header('X-Frame-Options', 'DENY');
  // Not `no-referrer`: with it a form's POST carries `Origin: null`, and our own forms are checked by Origin.
  c.header('Referrer-Policy', 'same-origin');
  c.header('Cache-Control', 'no-store');
  const { locale = 'zh-CN' } = parts;
  const say = sayer(locale);
  const who = parts.customer ? html`<span>${parts.customer.name}</span>` : html`<span>${say('official')}</span>`;
  const elder = modeOf(c) === 'elder';
  const text = await html`<!doctype html>
    <html lang="${locale}" class="${elder ? 'elder inlay-elder' : ''}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <script
          src="/h5/arrive.js"
          ${parts.partner ? html`data-partner="${parts.partner}"` : ''}
          ${parts.visitor === undefined ? '' : html`data-visitor="${parts.visitor}"`}
        ></script>
        <title>${parts.title} · ${say('bank')}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(style)}
        </style>
        ${(await parts.head) ?? ''}
      </head>
      <body>
        <header>
          <i aria-hidden="true"></i><b>${say('bank')}</b>${who}
          <a href="${switchOf(c)}">${say(elder ? 'standard' : 'elder')}</a>
        </header>
        <main>${await parts.body}</main>
      </body>
    </html>`;
  return c.html(text, parts.status ?? 200);
}

/** Answers that what an address names is not there, in the language of the address. */
export function notThere(c: Context<Env>, what: BankText, hint: BankText = 'goBack'): Promise<Response> {
  const locale = localeOf(c);
  const say = sayer(locale);
  const body = html`<section>
    <h1>${say(what)}</h1>
    <p>${say(hint)}</p>
  </section>`;
  return page(c, { title: say(what), status: 404, body, locale });
}

function policy(nonce: string, formTargets: string[]): string {
  return [
    "default-src 'none'",
    `style-src 'self' 'nonce-${nonce}'`,
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The customer whose bank session the request's cookie stands for. */
export async function whoIsHere(bank: Bank, c: Context<Env>): Promise<Customer | undefined> {
  const cookie = getCookie(c, sessionCookie);
  const session = cookie ? await findBankSession(bank, cookie) : undefined;
  return session && findCustomer(session.customer);
}

/** Whether a form was sent by a page of the bank itself. */
export function fromOwnPage(bank: Bank, c: Context<Env>): boolean {
  return c.req.header('origin') === bank.origin;
}
