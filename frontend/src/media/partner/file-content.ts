/** Types that a browser shows as a picture and never runs. An SVG is not among them: it may carry scripts. */
const pictures: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** A page opened from a received file would run with the rights of this one; so what is no picture is only saved. */
export function safeType(mime: string): string {
  return pictures.has(mime) ? mime : "application/octet-stream";
}

const longestName = 120;

/** A name that can be shown and saved: no folders, nothing invisible that turns the letters round, not too long. */
export function safeName(name: string): string {
  const plain = name
    .replace(/^.*[/\\]/s, "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  const cut = shortName(plain, longestName);
  return cut === "" || /^\.+$/.test(cut) ? "file" : cut;
}

/** A name of at most so many characters, both of its ends kept: the latter tells what kind of file it is. */
export function shortName(name: string, most: number): string {
  const letters = [...name];
  const half = Math.floor(most / 2);
  return letters.length > most ? [...letters.slice(0, half), ...letters.slice(letters.length - half)].join("") : name;
}

/** SHA-256 in hexadecimal; empty where the page is not in a secure context and has no such function. */
export async function hashOf(bytes: BufferSource): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) return "";
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
