/** A piece of a message: plain text, or an address that a visitor may ask to open. */
export type Piece = { readonly text: string } | { readonly text: string; readonly url: URL };

const address = /\bhttps?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const trailing = new Set(".,;:!?)]}»”’");

/**
 * At most this many addresses of one text become links. Each costs the view time, and a text full of them is no letter.
 */
const mostLinks = 20;

/** Finds the web addresses in a text. Everything else, other schemes included, stays plain text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let links = 0;
  for (const match of text.matchAll(address)) {
    if (links === mostLinks) break;
    const written = withoutTrailing(match[0]);
    const url = parse(written);
    if (!url) continue;
    links += 1;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: written, url });
    from = match.index + written.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** From the end: a pattern would search for the end again from every dot in a row of dots. */
function withoutTrailing(written: string): string {
  let end = written.length;
  while (end > 0 && trailing.has(written[end - 1] ?? "")) end -= 1;
  return written.slice(0, end);
}

/** An address with a user name before its host could pretend to be another's. */
function parse(written: string): URL | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  return url.username === "" && url.password === "" && url.hostname !== "" ? url : undefined;
}
