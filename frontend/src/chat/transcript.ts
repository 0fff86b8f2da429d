import type { Message } from "./message-log.js";

/** The words in a visitor's own copy of a chat, besides what was said. */
export interface TranscriptWords {
  readonly title: string;
  readonly me: string;
  readonly partner: string;
  readonly undelivered: string;
  readonly time: (at: number) => string;
}

/** A chat as plain text, for its visitor to keep. It is made here: the server has no copy. */
export function transcript(messages: readonly Message[], words: TranscriptWords): string {
  // A seal shows nothing.
  const said = messages.filter(({ as }) => as !== "sealed");
  const lines = said.map((message) => {
    const who = message.from === "me" ? words.me : words.partner;
    const failed = message.from === "me" && message.mark === "failed" ? ` (${words.undelivered})` : "";
    // Further lines are indented, so that nobody can write a line that looks like another person's.
    return `${words.time(message.at)} ${who}: ${message.text.replaceAll(/\r\n|[\n\r\u0085\u2028\u2029]/g, "\n    ")}${failed}`;
  });
  return [words.title, "", ...lines, ""].join("\n");
}
