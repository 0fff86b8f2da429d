/**
 * A new id for a message: 128 random bits in hexadecimal, 32 characters. It uses `getRandomValues`, which every page
 * has. `crypto.randomUUID` is missing over plain HTTP from any host but this machine (W3C Web Cryptography,
 * `[SecureContext]`), and no text could be sent there.
 */
export function newId(source: Pick<Crypto, "getRandomValues"> = crypto): string {
  const bytes = source.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
