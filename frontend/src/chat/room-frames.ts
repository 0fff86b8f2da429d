import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room, ServerFrame } from "../protocol/server-frames.js";

/** What a frame says of a room, without what else is in it. */
export function roomIn({ room, polite, mode, interests, language, iceServers }: Room): Room {
  return { room, polite, mode, interests, iceServers, ...(language === undefined ? {} : { language }) };
}

/** What comes about the room that one is in. */
export type RoomFrame = Extract<
  ServerFrame,
  { type: "chat" | "ack" | "typing" | SignalFrame["type"] | "partner-away" | "partner-back" }
>;
