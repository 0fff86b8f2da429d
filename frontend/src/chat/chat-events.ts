import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room } from "../protocol/server-frames.js";
import type { ChatState, SearchRefusal } from "./chat-state.js";
import type { Encounters } from "./encounters.js";
import type { Message } from "./message-log.js";

export interface ChatEvents {
  state: ChatState;
  messages: readonly Message[];
  /** Whether the partner is typing. */
  typing: boolean;
  opened: Room;
  /** A chat that an earlier page of this tab began goes on. */
  resumed: Room;
  closed: Room;
  /** A call signal from the partner in the current room. */
  signal: SignalFrame;
  /** The partner can be reached again after an interruption. */
  reachable: Room;
  /** The server refuses to search with these criteria. */
  refused: SearchRefusal;
  /** The server's answers contradict what is known here. Somebody should ask it where the visitor stands. */
  doubt: undefined;
  /** What is known about a partner, present or past, has changed. */
  encounters: Encounters;
}
