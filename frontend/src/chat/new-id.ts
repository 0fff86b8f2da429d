/**
 * A new id for a message: 128 random bits in hexadecimal, 32 characters.
 *
 * Made of `getRandomValues`, which every page has. `crypto.randomUUID` is missing on plain HTTP from any host but this
 * machine's own (W3C Web Cryptography, `[SecureContext]`), and there a text could not be sent at all.
 */
export function newId(source: Pick<Crypto, "getRandomValues"> = crypto): string {
  const bytes = source.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
