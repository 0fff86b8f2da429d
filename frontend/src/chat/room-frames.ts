import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room, ServerFrame } from "../protocol/server-frames.js";

/** The room in a frame, without the frame's other fields. */
export function roomIn({ room, polite, mode, interests, language, iceServers }: Room): Room {
  return { room, polite, mode, interests, iceServers, ...(language === undefined ? {} : { language }) };
}

/** The frames about the current room. */
export type RoomFrame = Extract<
  ServerFrame,
  { type: "chat" | "ack" | "typing" | SignalFrame["type"] | "partner-away" | "partner-back" }
>;
