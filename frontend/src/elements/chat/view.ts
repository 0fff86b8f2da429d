import type { Mode } from "../../protocol/values.js";
import type { Visit } from "../../visit/visit.js";

/** What the element shows of a visit. */
export type View = "start-page" | "closed" | "waiting" | "room";

export function viewOf({ connection, chat, askingForMedia }: Visit): View {
  if (askingForMedia) return "waiting";
  if (connection.name === "closed") return "closed";
  switch (chat.name) {
    case "idle":
      return "start-page";
    case "waiting":
      return "waiting";
    case "chatting":
    case "ended":
      return "room";
    default: {
      const unknown: never = chat;
      return unknown;
    }
  }
}

/** The way to meet that is in use, or searched for. */
export function modeOf({ chat, seeking }: Visit): Mode {
  return chat.name === "chatting" || chat.name === "ended" ? chat.room.mode : (seeking.criteria?.mode ?? "text");
}
