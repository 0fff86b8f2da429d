/** A piece of a message: plain words, or an address that a visitor may ask to open. */
export type Piece = { readonly text: string } | { readonly text: string; readonly url: URL };

const address = /\bhttps?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const trailing = /[.,;:!?)\]}»”’]+$/u;

/** Finds the web addresses in what was written; all else, other schemes included, stays plain words. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const written = match[0].replace(trailing, "");
    const url = parse(written);
    if (!url) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: written, url });
    from = match.index + written.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** An address with a name before its host would pretend to be another's. */
function parse(written: string): URL | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  return url.username === "" && url.password === "" && url.hostname !== "" ? url : undefined;
}
