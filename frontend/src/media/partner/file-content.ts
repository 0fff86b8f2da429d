/** Types that browsers show as a picture and never run. SVG is not one of them: it may carry scripts. */
const pictures: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/**
 * A page opened from a received file would run with this page's rights, so everything but pictures can only be saved.
 */
export function safeType(mime: string): string {
  return pictures.has(mime) ? mime : "application/octet-stream";
}

const longestName = 120;

/**
 * A name that is safe to show and save: without folders or invisible characters that turn the letters round, and not
 * too long.
 */
export function safeName(name: string): string {
  const plain = name
    .replace(/^.*[/\\]/s, "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  const cut = shortName(plain, longestName);
  return cut === "" || /^\.+$/.test(cut) ? "file" : cut;
}

/** Shortens a name to this many characters. It keeps both ends: the last one says what kind of file it is. */
export function shortName(name: string, most: number): string {
  const letters = [...name];
  const half = Math.floor(most / 2);
  return letters.length > most ? [...letters.slice(0, half), ...letters.slice(letters.length - half)].join("") : name;
}

/** SHA-256 in hexadecimal. Empty outside of a secure context, where browsers have no such function. */
export async function hashOf(bytes: BufferSource): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) return "";
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
