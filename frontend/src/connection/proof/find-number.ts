import { sha256 } from "@noble/hashes/sha2.js";

/** What the server wants solved, with the field names of ALTCHA. */
export interface Challenge {
  readonly algorithm: string;
  /** SHA-256 of the salt and the number to be found, in hexadecimal. */
  readonly challenge: string;
  readonly maxnumber: number;
  readonly salt: string;
  readonly signature: string;
}

/** More than a server may ask for. */
const mostTries = 50_000_000;

/**
 * Finds the number by trying. Undefined when there is none. `crypto.subtle` would take 15 times as long, since each hash
 * is a promise, and is absent on plain HTTP.
 */
export function findNumber({ salt, challenge, maxnumber }: Challenge): number | undefined {
  const begin = new TextEncoder().encode(salt);
  const text = new Uint8Array(begin.length + String(mostTries).length);
  text.set(begin);
  const wanted = Number.parseInt(challenge.slice(0, 8), 16);
  const most = Math.min(maxnumber, mostTries);
  for (let number = 0; number <= most; number += 1) {
    const digits = String(number);
    for (let i = 0; i < digits.length; i += 1) text[begin.length + i] = digits.charCodeAt(i);
    const hash = sha256(text.subarray(0, begin.length + digits.length));
    if (new DataView(hash.buffer).getUint32(0) === wanted && hex(hash) === challenge) return number;
  }
  return undefined;
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
