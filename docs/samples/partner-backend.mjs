// A partner's backend: the smallest one that signs its users in. Node 20 or later, no packages.
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const {
  PARTNER = 'lvtu', // your id at the bank
  PARTNER_KEY = 'partner.private.jwk', // your private key, P-256; the bank knows the public half
  BANK = 'https://open.bank.example', // the gateway, as pages name it
  BANK_ADDRESS = BANK, // the same, as this machine reaches it
  CDN = 'https://cdn.bank.example/inlay/0.1.0', // the SDK's files
  PORT = '8080',
} = process.env;

const jwk = JSON.parse(readFileSync(PARTNER_KEY, 'utf8'));
const key = createPrivateKey({ key: jwk, format: 'jwk' });
let skew = 0; // how far the bank's clock is ahead of ours, in milliseconds

/** A JWT in our name: ES256, valid for 55 s, good for one use. */
function assertion(subject) {
  const iat = Math.floor((Date.now() + skew) / 1000);
  const head = { alg: 'ES256', typ: 'JWT', kid: jwk.kid };
  const body = { iss: PARTNER, sub: subject, aud: `${BANK}/oidc`, jti: randomUUID(), iat, exp: iat + 55 };
  const text = [head, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  // JWTs want the plain form of an ECDSA signature, not DER.
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** A one-use ticket for a user of ours, on pages of one origin. */
async function ticket(user, origin, frame, again = true) {
  const answer = await fetch(`${BANK_ADDRESS}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      client_id: PARTNER,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(PARTNER),
      subject_token: assertion(user),
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      requested_token_type: 'urn:inlay:token-type:ticket',
      origin,
      ...(frame ? { scope: 'frame', nonce: frame } : { scope: 'partner' }),
    }),
  });
  skew = Date.parse(answer.headers.get('date')) - Date.now();
  const body = await answer.json();
  if (answer.ok) return body.access_token;
  // Our clock was off; now we know by how much.
  if (body.code === 'assertion_invalid' && again) return ticket(user, origin, frame, false);
  throw new Error(`The bank refused a ticket: ${body.code} (${body.traceId})`);
}

/** Your own session goes here: who is signed in at your site, or nobody. */
function userOf(request) {
  return /user=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
}

const page = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Shop</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${CDN}/inlay.css" />
    <script type="module" src="${CDN}/inlay.js" crossorigin
            data-partner="${PARTNER}" data-gateway="${BANK}" data-ticket="/bank-ticket"></script>
  </head>
  <body>
    <inlay-coupon-claim campaign="LVTU-STAY" placement="order-done"></inlay-coupon-claim>
  </body>
</html>`;

const server = createServer(async (request, response) => {
  const { origin, pathname, searchParams } = new URL(request.url, `http://${request.headers.host}`);
  if (pathname === '/bank-ticket') {
    const user = userOf(request);
    const own = request.headers['sec-fetch-site'] === 'same-origin';
    response.setHeader('Cache-Control', 'no-store').setHeader('Content-Type', 'text/plain');
    if (!user || !own) return response.writeHead(401).end('signed out');
    try {
      response.end(await ticket(user, process.env.ORIGIN ?? origin, searchParams.get('frame')));
    } catch (error) {
      console.error(error.message);
      response.writeHead(502).end('no ticket');
    }
    return;
  }
  if (pathname !== '/') return response.writeHead(404).end();
  // A stand-in for your sign-in.
  response.setHeader('Set-Cookie', 'user=lvtu-u-1001; HttpOnly; SameSite=Lax');
  response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
});

server.listen(Number(PORT), () => console.log(`http://localhost:${server.address().port}/`));
