const privateKey = /(^|_)(cv[vcn]2?|csc|pin|otp|pwd|passw(or)?d|sms_?code)(_|$)/i;
const privateText = /[^\s@]@[^\s@]+\.[a-z]{2}|(^|[\W_])cv[vcn]2?[\W_]*\d{3,4}(\D|$)|eyJ[\w-]{12}/i;
// Without look-behind, which iOS 13 cannot parse: digits in groups, with up to three other marks between two groups.
const digitRuns = /\d(?:[\W_]{0,3}\d)*[\W_]?x?/gi;

/**
 * True when a field must not leave: a key that names a secret, or a text that holds a mobile number, an identity card
 * or bank card number with a right check digit, an e-mail address or a token. Full-width and grouped digits count.
 *
 * A net under the schema, not a lock: who wants to hide a number in an id can.
 */
export function isPersonal(key: string, text: string): boolean {
  if (privateKey.test(key)) return true;
  const plain = text.normalize('NFKC').replace(/[\u200b-\u200f\u2060\ufeff]/g, '');
  if (privateText.test(plain)) return true;
  for (const run of plain.match(digitRuns) ?? []) {
    const groups = run.split(/[^\dx]+/i);
    // Any neighbouring groups may be one number: `list-3-6222-0202-…` holds a card after the 3.
    for (let from = 0; from < groups.length; from++) {
      let digits = '';
      for (let to = from; to < groups.length && digits.length < 19; to++) {
        digits += groups[to];
        // A clock reading and a counter (`1764123456-7`) are no telephone number: its last group is never so short.
        const whole = to === from || groups[to].length > 2 || to - from > 9;
        if ((whole && isPhone(digits)) || isIdentityCard(digits) || isBankCard(digits)) return true;
      }
    }
  }
  return false;
}

const isPhone = (digits: string) => /^(?:(?:00)?86|0)?1[3-9]\d{9}$/.test(digits);

function isIdentityCard(digits: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/i.test(digits)) return false;
  let sum = 0;
  // GB 11643: weights are the powers of 2 modulo 11; the sum with the check digit leaves 1.
  for (let i = 0; i < 18; i++) sum += (2 ** (17 - i) % 11) * (/x/i.test(digits[i]) ? 10 : +digits[i]);
  return sum % 11 === 1;
}

function isBankCard(digits: string): boolean {
  // No issuer starts with 0, 1, 7, 8 or 20: those are instants, dates, registration codes and machine-made ids.
  if (!/^(?:[3-69]|2[2-7])\d{12,18}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = +digits[digits.length - 1 - i];
    sum += i % 2 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
