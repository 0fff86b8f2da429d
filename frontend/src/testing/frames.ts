import type { MatchedFrame, Room, WelcomeFrame } from "../protocol/server-frames.js";

/** Frames as the server sends them, for tests that care about one of their fields. */
export function welcome(changes: Partial<WelcomeFrame> = {}): WelcomeFrame {
  return {
    type: "welcome",
    session: "session-1",
    epoch: 1,
    state: "idle",
    iceServers: [],
    limits: { frameBytes: 65_536, textChars: 2_000, framesPerSecond: 50, nextPerMinute: 20, grace: 20_000 },
    ...changes,
  };
}

export function room(changes: Partial<Room> = {}): Room {
  return { room: "room-1", polite: false, mode: "text", interests: [], iceServers: [], ...changes };
}

export function matched(changes: Partial<Room> = {}): MatchedFrame {
  return { type: "matched", ...room(changes) };
}
