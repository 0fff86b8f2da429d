/** An answer that is fixed, and that nobody can read before its salt is told. */
export interface Sealed {
  readonly proof: string;
  readonly salt: string;
}

type Source = Pick<Crypto, "getRandomValues" | "subtle">;

/** Whether this page can seal: browsers hash only for pages that came over HTTPS, or from this machine. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function hash(text: string, salt: Uint8Array, { subtle }: Source): Promise<string> {
  const written = new TextEncoder().encode(text);
  const all = new Uint8Array(salt.length + written.length);
  all.set(salt);
  all.set(written, salt.length);
  return hex(new Uint8Array(await subtle.digest("SHA-256", all)));
}

/** Seals an answer with a salt of 32 random bytes, so that nobody can find it by trying answers. */
export async function seal(text: string, source: Source = crypto): Promise<Sealed> {
  const salt = source.getRandomValues(new Uint8Array(32));
  return { proof: await hash(text, salt, source), salt: hex(salt) };
}

/** Whether this is the answer that was sealed. */
export async function fits(text: string, { proof, salt }: Sealed, source: Source = crypto): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(salt)) return false;
  const bytes = Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return (await hash(text, bytes, source)) === proof;
}
