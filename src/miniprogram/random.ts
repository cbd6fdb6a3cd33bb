/** Random bytes of the runtime; rejects where it has none (base library before 2.15). */
export function randomBytes(length: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    wx.getRandomValues({
      length,
      success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes in base64url; the runtime has no `btoa`. */
export function encodeBytes(bytes: ArrayLike<number>): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b = 0, c = 0] = [bytes[at]!, bytes[at + 1], bytes[at + 2]];
    text +=
      letters[a >> 2]! + letters[((a & 3) << 4) | (b >> 4)]! + letters[((b & 15) << 2) | (c >> 6)]! + letters[c & 63]!;
  }
  return text.slice(0, Math.ceil((bytes.length * 4) / 3));
}

/** ASCII text in base64url. */
export const encode = (text: string): string => encodeBytes(bytesOf(text));

/** The bytes of a text in UTF-8; the runtime has no `TextEncoder`. */
export function bytesOf(text: string): Uint8Array {
  const plain = encodeURIComponent(text).replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** A random word of 22 letters (128 bits) that fits into a URL; a key that must be unique, not secret, is one anywhere. */
export async function randomWord(): Promise<string> {
  const bytes = await randomBytes(16).catch(() => Array.from({ length: 16 }, () => (Math.random() * 256) | 0));
  return encodeBytes(bytes);
}
