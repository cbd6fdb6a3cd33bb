const { btoa, crypto } = globalThis;

/** Text of single bytes in base64url. */
export function encode(binary: string): string {
  return btoa(binary).replace(/[+/=]/g, (sign) => (sign === '+' ? '-' : sign === '/' ? '_' : ''));
}

/** Bytes in base64url. */
export function encodeBytes(data: ArrayBuffer | Uint8Array): string {
  return encode(String.fromCharCode(...new Uint8Array(data)));
}

/** A random word of 22 letters (128 bits) that fits into a URL. */
export function randomWord(): string {
  return encodeBytes(crypto.getRandomValues(new Uint8Array(16)));
}
