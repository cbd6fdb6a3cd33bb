// P-256 and SHA-256 without WebCrypto, which WeChat's runtime does not have: a file of its own, run when a session needs it
// (decision 0021).
import { ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { sha256 } from '@noble/hashes/sha2.js';

// FIPS 186-5, SP 800-186: the parameters of P-256.
const point = weierstrass({
  p: BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff'),
  n: BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'),
  h: BigInt(1),
  a: BigInt('0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc'),
  b: BigInt('0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b'),
  Gx: BigInt('0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'),
  Gy: BigInt('0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5'),
});
const p256 = ecdsa(point, sha256, { lowS: false });

/** Makes a key of 48 random bytes: its public part as two coordinates, and a signer (ES256, deterministic by RFC 6979). */
export function createKey(random: Uint8Array): { x: Uint8Array; y: Uint8Array; sign(bytes: Uint8Array): Uint8Array } {
  const { secretKey } = p256.keygen(random);
  const open = p256.getPublicKey(secretKey, false);
  return { x: open.slice(1, 33), y: open.slice(33), sign: (bytes) => p256.sign(bytes, secretKey) };
}

export { sha256 };
