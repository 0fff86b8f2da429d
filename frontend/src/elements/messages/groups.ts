import type { Message } from "../../chat/message-log.js";

/** Messages of one side that follow each other within this time, in milliseconds, stand together. */
const together = 120_000;

/** Where a message stands in its group. The last one tells the time. */
export type Place = "first" | "middle" | "last" | "first last";

export function placeOf(before: Message | undefined, message: Message, after: Message | undefined): Place {
  const first = !isTogether(before, message);
  const last = !isTogether(message, after);
  if (first) return last ? "first last" : "first";
  return last ? "last" : "middle";
}

function isTogether(one: Message | undefined, next: Message | undefined): boolean {
  return one !== undefined && next !== undefined && one.from === next.from && next.at - one.at < together;
}
