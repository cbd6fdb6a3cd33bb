/** Synthetic personal data with right check digits, and harmless ids that look like it. Seeded: the same on every run. */
export interface Sample {
  kind: 'phone' | 'identity' | 'card' | 'mail' | 'token' | 'name';
  text: string;
}

/** A small generator of even numbers from 0 to 1 (mulberry32). */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function tools(seed: number) {
  const random = seeded(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const one = <T>(list: readonly T[]): T => list[upTo(list.length)]!;
  const some = (alphabet: string, length: number) => Array.from({ length }, () => one([...alphabet])).join('');
  const digits = (length: number) => some('0123456789', length);
  return { upTo, one, some, digits };
}

/** The Luhn check digit for a card number without it. */
function luhnDigit(body: string): string {
  let sum = 0;
  [...body].reverse().forEach((digit, i) => {
    const doubled = i % 2 ? +digit : +digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return String((10 - (sum % 10)) % 10);
}

/** The check digit of an identity card by the table printed in GB 11643. */
function identityDigit(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * +body[i]!, 0);
  return '10X98765432'[sum % 11]!;
}

const two = (number: number) => String(number).padStart(2, '0');

/** So many samples of each kind. Born in the future, so that no number is anybody's. */
export function samples(each: number): Sample[] {
  const { upTo, one, some, digits } = tools(20261122);
  const makers: Record<Sample['kind'], () => string> = {
    phone: () => `1${one(['3', '4', '5', '6', '7', '8', '9'])}${digits(9)}`,
    identity() {
      const area = one(['110101', '310115', '440305', '510104', '650102', '810000']);
      const body = `${area}${2070 + upTo(30)}${two(1 + upTo(12))}${two(1 + upTo(28))}${digits(3)}`;
      return body + identityDigit(body);
    },
    card() {
      const [issuer, length] = one<[string, number]>([
        ['622202', 19],
        ['621700', 19],
        ['622588', 16],
        ['955880', 19],
        ['4367', 16],
        ['5240', 16],
        ['2223', 16],
        ['3568', 16],
        ['3714', 15],
        ['4000', 13],
        ['6011', 16],
      ]);
      const body = issuer + digits(length - issuer.length - 1);
      return body + luhnDigit(body);
    },
    mail: () =>
      `${some('abcdefgh.', 6)}x@${one(['qq.com', '163.com', 'mail.example.cn', 'bank.com.cn', 'a-b.example.org'])}`,
    token: () => `eyJ${some('abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789_-', 40)}`,
    name: () => one(['王', '李', '张', '欧阳', '慕容']) + one(['伟', '芳', '秀英', '子轩', '梓涵']),
  };
  return (Object.keys(makers) as Sample['kind'][]).flatMap((kind) =>
    Array.from({ length: kind === 'name' ? 25 : each }, () => ({ kind, text: makers[kind]() })),
  );
}

const fullWidth = (text: string) => text.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
const grouped = (text: string, mark: string, sizes: number[]) => {
  const groups: string[] = [];
  for (const size of sizes) {
    groups.push(text.slice(0, size));
    text = text.slice(size);
  }
  return [...groups, text].filter(Boolean).join(mark);
};
const groupsOf = { phone: [3, 4], identity: [6, 8], card: [4, 4, 4, 4], mail: [], token: [], name: [] };

/** One sample as people write it: bare, in a sentence, grouped, full-width, with invisible marks. */
export function disguises({ kind, text }: Sample): string[] {
  const plain = [text, `客户 ${text}，请回电`, `id=${text};`];
  if (kind === 'mail') return [...plain, text.toUpperCase(), fullWidth(text)];
  if (kind === 'token' || kind === 'name') return plain;
  const sizes = groupsOf[kind];
  return [
    ...plain,
    fullWidth(text),
    grouped(text, ' ', sizes),
    grouped(text, '-', sizes),
    grouped(text, ' - ', sizes),
    grouped(text, '\u200b', sizes),
    grouped(text, '\u3000', sizes),
    ...(kind === 'phone'
      ? [`+86 ${text}`, `0086${text}`, `86-${grouped(text, '-', [3, 4])}`, [...text].join(' ')]
      : []),
  ];
}

/** One sample as it could slip into an id that the schema lets through. */
export function inIds({ kind, text }: Sample): string[] {
  // Neither an @ nor a character beyond ASCII passes the pattern of an id.
  if (kind === 'mail' || kind === 'name') return [];
  if (kind === 'token') return [text, `t-${text}`];
  const sizes = groupsOf[kind];
  return [
    text,
    `user-${text}`,
    `u${text}`,
    `${text}_vip`,
    `list-3-${grouped(text, '-', sizes)}`,
    `${grouped(text, '.', sizes)}-1`,
    grouped(text, '_', sizes),
    `x${text}x`,
  ];
}

/** So many ids as products, placements, versions and traces have them. */
export function decoys(count: number): string[] {
  const { upTo, one, some, digits } = tools(7);
  const date = () => `${2020 + upTo(8)}-${two(1 + upTo(12))}-${two(1 + upTo(28))}`;
  const instant = () => 1_700_000_000 + upTo(100_000_000);
  const hex = (length: number) => some('0123456789abcdef', length);
  const makers = [
    () => `FN${digits(2)}D${digits(2)}A`,
    () => `Z7001${digits(9)}`,
    () => `C1${digits(12)}`,
    () => digits(6),
    () => `${one(['hotel', 'order', 'pay-result', 'home'])}-${one(['detail', 'list', 'banner'])}-${upTo(40)}`,
    () => `${date()}.${upTo(9)}`,
    () => `${date()}_${digits(4)}`,
    () => `${upTo(9)}.${upTo(30)}.${upTo(100)}`,
    () => String(instant()),
    () => `${instant()}${digits(3)}`,
    () => `${instant()}-${upTo(100)}`,
    () => `${date().split('-').join('')}${digits(10)}`,
    () => `1${one(['6', '7', '8', '9'])}${digits(17)}`,
    () => `7${digits(18)}`,
    () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    () => hex(32),
    () => hex(64),
    () => some('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-', 21),
    () => some('0123456789abcdefghijklmnopqrstuvwxyz', 11),
    () => `cmp_${digits(8)}`,
    () => one(['allow', 'notice', 'redirect', 'buy', 'partner', 'no_product', 'service_unavailable', 'bank.page']),
  ];
  return Array.from({ length: count }, () => one(makers)());
}
