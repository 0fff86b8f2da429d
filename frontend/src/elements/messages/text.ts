import { html } from "lit";
import { piecesOf } from "../../chat/links.js";
import type { Message } from "../../chat/message-log.js";
import "../link/link.js";

/** What a message of the partner says, with a question before each link that it holds. */
export function textOf({ text }: Message): unknown {
  return piecesOf(text).map((piece) =>
    "url" in piece ? html`<passerby-link .url=${piece.url} written=${piece.text}></passerby-link>` : piece.text,
  );
}
