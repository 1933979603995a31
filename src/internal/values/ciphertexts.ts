const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const LENGTH_BYTES = 2;
/** Of the authentication tag behind what AES encrypted. */
const TAG_BYTES = 16;
/** Keys of RSA have 2048 bits at least; nobody makes any of more than 16384. */
const RSA_BYTES = { min: 256, max: 2048 };

/**
 * Whether a text may be what kubeseal encrypts: the length of a block of RSA, that block, and what AES encrypted.
 *
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 */
export function isSealed(text: string): boolean {
  if (text.length % 4 !== 0 || !BASE64.test(text)) return false;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < LENGTH_BYTES) return false;
  const rsa = bytes.readUInt16BE(0);
  const isLength = rsa >= RSA_BYTES.min && rsa <= RSA_BYTES.max && rsa % 8 === 0;
  return isLength && bytes.length >= LENGTH_BYTES + rsa + TAG_BYTES;
}
