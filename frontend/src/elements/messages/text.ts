import { html } from "lit";
import { piecesOf } from "../../chat/links.js";
import type { Message } from "../../chat/message-log.js";
import "../link/link.js";

const texts = new WeakMap<Message, unknown>();

/**
 * What a message of the partner says, with a question before each link that it holds. A message is looked through once,
 * however often its row is drawn.
 */
export function textOf(message: Message): unknown {
  let text = texts.get(message);
  if (!text) {
    text = piecesOf(message.text).map((piece) =>
      "url" in piece ? html`<passerby-link .url=${piece.url} written=${piece.text}></passerby-link>` : piece.text,
    );
    texts.set(message, text);
  }
  return text;
}
