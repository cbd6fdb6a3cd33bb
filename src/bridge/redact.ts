const secretKey = /(^|_)(cv[vcn]2?|csc|pin|otp|pwd|passw(or)?d|sms_?code)(_|$)/i;
const secretText = /[^\s@]@[^\s@]+\.[a-z]{2}|(^|[\W_])cv[vcn]2?[\W_]*\d{3,4}(\D|$)|eyJ[\w-]{12}/i;
// No look-behind, which iOS 13 cannot parse: digits in groups, with up to three other marks between two groups.
const digitRuns = /\d(?:[\W_]{0,3}\d)*[\W_]?x?/gi;
const phone = /^(?:(?:00)?86|0)?1[3-9]\d{9}$/;
const identityCard = /^[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/i;
// No issuer starts with 0, 1, 7, 8 or 20: those are instants, dates, registration codes and machine-made ids.
const bankCard = /^(?:[3-69]|2[2-7])\d{12,18}$/;

/**
 * True when a field must not leave: a key that names a secret, or a text that holds a mobile number, an identity card
 * or bank card number with a right check digit, an e-mail address or a token. Full-width and grouped digits count.
 *
 * A net under the schema, not a lock: who wants to hide a number in an id can.
 */
export function isPersonal(key: string, text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\u200b-\u200f\u2060\ufeff]/g, '');
  if (secretKey.test(key) || secretText.test(plain)) return true;
  for (const run of plain.match(digitRuns) || []) {
    const groups = run.split(/[^\dx]+/i);
    // Any neighbouring groups may be one number: `list-3-6222-0202-…` holds a card after the 3.
    for (let from = 0; from < groups.length; from++) {
      let number = '';
      for (let to = from; to < groups.length && number.length < 19; to++) {
        number += groups[to];
        const digits = number.replace(/x/i, '');
        // A clock reading and a counter (`1764123456-7`) are no telephone number: its last group is never so short.
        if (phone.test(digits) && (to === from || groups[to].length > 2 || to - from > 9)) return true;
        if (bankCard.test(digits) && luhn(digits) % 10 === 0) return true;
        // An x may be the check digit or the letter behind it.
        const card = number.slice(0, 18);
        if (identityCard.test(card) && weigh(card) % 11 === 1) return true;
      }
    }
  }
  return false;
}

function luhn(digits: string): number {
  let sum = 0;
  for (let i = 1; i <= digits.length; i++) {
    const digit = +digits[digits.length - i];
    sum += i % 2 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum;
}

/** GB 11643: the weights are the powers of 2 modulo 11, and the sum with the check digit leaves 1. */
function weigh(card: string): number {
  let sum = 0;
  for (let i = 0; i < 18; i++) sum += (2 ** (17 - i) % 11) * (+card[i] >= 0 ? +card[i] : 10);
  return sum;
}
