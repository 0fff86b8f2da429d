/** A piece of a message: plain words, or an address that a visitor may ask to open. */
export type Piece = { readonly text: string } | { readonly text: string; readonly url: URL };

const address = /\bhttps?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const trailing = new Set(".,;:!?)]}»”’");

/** So many addresses of one text can be opened. A text full of them is no letter, and each costs a view its time. */
const mostLinks = 20;

/** Finds the web addresses in what was written; all else, other schemes included, stays plain words. */
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

/** From the end, because a pattern would look for the end from every dot of a row of them. */
function withoutTrailing(written: string): string {
  let end = written.length;
  while (end > 0 && trailing.has(written[end - 1] ?? "")) end -= 1;
  return written.slice(0, end);
}

/** An address with a name before its host would pretend to be another's. */
function parse(written: string): URL | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  return url.username === "" && url.password === "" && url.hostname !== "" ? url : undefined;
}
