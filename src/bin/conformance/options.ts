import { parseArgs } from 'node:util';

/** What a run is asked to do. */
export interface Options {
  gateway: URL;
  partner: string;
  /** Origin of the partner's pages, as in its record at the bank. */
  origin: string;
  keyFile: string;
  keyId: string | undefined;
  /** Issuer of the authorisation server; from its discovery document unless given. */
  issuer: string | undefined;
  product: string | undefined;
  /** Campaigns that the test users may claim; claims are made on the first. */
  campaigns: string[];
  item: string | undefined;
  /** The partner's users for whom tickets are asked; made-up ones unless given. */
  users: string[];
  operationsKeyFile: string | undefined;
  bankCookieFile: string | undefined;
  /** Origin of the bank's own pages; the gateway's unless given. */
  bankOrigin: string;
  /** How what ends is brought to its end: by waiting, by the sandbox's clock, or not at all. */
  time: 'wait' | 'clock' | 'none';
  /** So many calls at most to meet the rate limit. */
  burst: number;
  /** What the bank knows of the test users and may not tell: a name, a number, a balance. */
  canaries: string[];
  only: string[];
  json: string | undefined;
}

/** Thrown when the command was not understood. */
export class Misunderstood extends Error {}

export const usage = `usage: inlay-conformance --gateway <url> --partner <id> --partner-key <file> --origin <url> [options]

Checks a bank's backend against the contract of its gateway (docs/contract.md of the package).

  --gateway <url>         the bank's gateway, such as https://open.bank.example
  --partner <id>          the partner in whose name the checks are made
  --partner-key <file>    its private key: JWK, a set with one private key, or PEM
  --key-id <id>           the key's id, where the file does not tell it
  --origin <url>          an origin from the partner's record
  --issuer <url>          the authorisation server; from /oidc/.well-known/openid-configuration unless given
  --product <id>          a product; else the first that the bank lists
  --campaign <id>[,<id>]  campaigns the test users may claim; without one the checks of claims are left out
  --item <id>             an item for points; without one the checks of points are left out
  --users <id>,…          users of the partner, known at the bank and without a claim; made-up ones unless given
  --operations-key <file> the key of the bank's own systems, for the checks of attribution that need it
  --bank-cookie <file>    a test customer's session at the bank, as name=value: redeems the item once, and takes it
                          back when it has the operations key
  --bank-origin <url>     the origin of the bank's own pages; the gateway's unless given
  --wait                  wait until tickets, tokens and prices end (22 minutes)
  --clock                 move the sandbox's clock instead
  --burst <n>             make up to n calls at once to meet the rate limit
  --canary <text>         what the bank knows of the test users and may never tell; may be repeated
  --only <group>,…        some groups alone
  --json <file>           the report as JSON too
  --list                  list the checks and end

Exit code: 0 all hold, 1 some do not, 2 the run could not be made.`;

/** Reads the command line; throws {@link Misunderstood} with what is wrong. */
export function readOptions(args: string[], groups: string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const parse = () =>
    parseArgs({
      args,
      options: {
        gateway: text,
        partner: text,
        'partner-key': text,
        'key-id': text,
        origin: text,
        issuer: text,
        product: text,
        campaign: text,
        item: text,
        users: text,
        'operations-key': text,
        'bank-cookie': text,
        'bank-origin': text,
        wait: flag,
        clock: flag,
        burst: text,
        canary: { type: 'string', multiple: true },
        only: text,
        json: text,
      },
    }).values;
  let given: ReturnType<typeof parse>;
  try {
    given = parse();
  } catch (error) {
    throw new Misunderstood((error as Error).message);
  }
  const must = (name: 'gateway' | 'partner' | 'partner-key' | 'origin'): string => {
    const value = given[name];
    if (!value) throw new Misunderstood(`--${name} is missing`);
    return value;
  };
  const list = (value: string | undefined) => (value ? value.split(',').filter(Boolean) : []);
  const gateway = addressOf(must('gateway'));
  if (!gateway || !/^https?:$/.test(gateway.protocol)) throw new Misunderstood('--gateway is no address');
  if (gateway.protocol === 'http:' && !/^(127\.0\.0\.1|\[::1\]|(.+\.)?localhost)$/.test(gateway.hostname)) {
    throw new Misunderstood('--gateway must be https, except on this machine');
  }
  const origin = must('origin');
  if (addressOf(origin)?.origin !== origin)
    throw new Misunderstood('--origin is no origin, such as https://m.partner.example');
  const only = list(given.only);
  const strange = only.find((name) => !groups.includes(name));
  if (strange) throw new Misunderstood(`--only knows ${groups.join(', ')}, and not ${strange}`);
  const burst = Number(given.burst ?? 0);
  if (!Number.isInteger(burst) || burst < 0 || burst > 1000) throw new Misunderstood('--burst is a number up to 1000');
  if (given.wait && given.clock) throw new Misunderstood('--wait or --clock, not both');
  return {
    gateway,
    partner: must('partner'),
    origin,
    keyFile: must('partner-key'),
    keyId: given['key-id'],
    issuer: given.issuer,
    product: given.product,
    campaigns: list(given.campaign),
    item: given.item,
    users: list(given.users),
    operationsKeyFile: given['operations-key'],
    bankCookieFile: given['bank-cookie'],
    bankOrigin: given['bank-origin'] ?? gateway.origin,
    time: given.wait ? 'wait' : given.clock ? 'clock' : 'none',
    burst,
    canaries: given.canary ?? [],
    only,
    json: given.json,
  };
}

const addressOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
