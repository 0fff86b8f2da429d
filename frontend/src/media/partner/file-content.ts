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
  const cut = plain.length > longestName ? plain.slice(0, longestName / 2) + plain.slice(-longestName / 2) : plain;
  return cut === "" || /^\.+$/.test(cut) ? "file" : cut;
}

/** SHA-256 in hexadecimal; empty where the page is not in a secure context and has no such function. */
export async function hashOf(bytes: BufferSource): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) return "";
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
