/** One of the 13 host policies of threat T28. */
export interface HostPolicy {
  name: string;
  headers: (at: { bank: string; nonce: string; hash: string }) => Record<string, string>;
  /** The page's own script (it carries the nonce), before ours. */
  before?: string;
  /** A second copy of Lit comes with the page, under its own policy name. */
  secondLit?: boolean;
  /** The page is shown in a frame with this sandbox. */
  sandbox?: string;
  /** The card with its product, or a clean way out. */
  shows: 'card' | 'way out';
  /** Violations of the page's own making that the test leaves out. */
  expected?: RegExp;
}

const base = (bank: string, nonce: string) =>
  `default-src 'none'; script-src ${bank} 'nonce-${nonce}'; style-src 'self'; connect-src 'self' ${bank}; img-src 'self' ${bank} data:`;
const csp = (value: string) => ({ 'content-security-policy': value });
const typed = "require-trusted-types-for 'script'";

/** The strict policy of section 3 of the architecture, Trusted Types enforced. */
export const strictPolicy = (bank: string): string =>
  `default-src 'none'; script-src ${bank}; style-src 'self'; connect-src 'self' ${bank}; img-src ${bank}; ${typed}`;

/** The 13 host policies of threat T28, each by name. */
export const hostPolicies: readonly HostPolicy[] = [
  { name: 'no policy at all', headers: () => ({}), shows: 'card' },
  {
    name: 'the strict policy of our own documentation, Trusted Types enforced',
    headers: ({ bank }) => csp(strictPolicy(bank)),
    shows: 'card',
  },
  {
    name: 'nonce with strict-dynamic, host allow-list ignored',
    headers: ({ bank, nonce }) =>
      csp(
        `script-src 'nonce-${nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'; connect-src 'self' ${bank}`,
      ),
    shows: 'card',
  },
  {
    name: 'a list of Trusted Types policies that does not name ours',
    headers: ({ bank, nonce }) => csp(`${base(bank, nonce)}; trusted-types hotel; ${typed}`),
    shows: 'card',
    // Lit asks for a policy once; the refusal is reported by the browser and survived by us.
    expected: /trusted-types/,
  },
  {
    name: "trusted-types 'none'",
    headers: ({ bank, nonce }) => csp(`${base(bank, nonce)}; trusted-types 'none'; ${typed}`),
    shows: 'card',
    expected: /trusted-types/,
  },
  {
    name: 'trusted-types lit-html, and a second copy of Lit on the page has taken the name',
    headers: ({ bank, nonce }) => csp(`${base(bank, nonce)}; trusted-types lit-html; ${typed}`),
    secondLit: true,
    shows: 'card',
    expected: /trusted-types/,
  },
  {
    name: 'Trusted Types enforced, with a default policy of the page that refuses',
    headers: ({ bank, nonce }) => csp(`${base(bank, nonce)}; ${typed}`),
    before: `trustedTypes.createPolicy('default', { createHTML: () => { throw new TypeError('no markup'); } });`,
    shows: 'card',
  },
  {
    name: 'COEP require-corp with COOP same-origin',
    headers: () => ({
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    }),
    shows: 'card',
  },
  {
    name: 'COEP credentialless',
    headers: () => ({ 'cross-origin-embedder-policy': 'credentialless' }),
    shows: 'card',
  },
  {
    name: 'the page in a sandboxed frame without allow-same-origin',
    headers: () => ({}),
    sandbox: 'allow-scripts allow-popups',
    shows: 'way out',
  },
  {
    name: 'Permissions-Policy denies everything',
    headers: () => ({
      'permissions-policy':
        'accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(), storage-access=(), sync-xhr=(), fullscreen=(), unload=()',
    }),
    shows: 'card',
  },
  {
    name: 'style-src with hashes only',
    headers: ({ bank, nonce, hash }) => csp(`${base(bank, nonce).replace("style-src 'self'", `style-src '${hash}'`)}`),
    shows: 'card',
  },
  {
    name: 'the strict policy in report-only mode',
    headers: ({ bank, nonce }) => ({ 'content-security-policy-report-only': `${base(bank, nonce)}; ${typed}` }),
    shows: 'card',
  },
];
