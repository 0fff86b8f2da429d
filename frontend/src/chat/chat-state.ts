import type { Room } from "../protocol/server-frames.js";
import type { LeftReason, Widening } from "../protocol/values.js";

/** Why the search cannot go on at once, and when it will. */
export interface Hold {
  readonly cause: "rate-limited" | "unavailable";
  readonly retryAt: number;
}

/** Where a visitor stands. The names say what the visitor wants; the server may be one frame behind. */
export type ChatState =
  | { readonly name: "idle" }
  | {
      readonly name: "waiting";
      readonly since: number;
      readonly estimate: number | null;
      readonly widening: Widening | null;
      readonly hold?: Hold;
    }
  | {
      readonly name: "chatting";
      readonly room: Room;
      /** Set while the partner's connection is down: until then (epoch milliseconds) it may come back. */
      readonly awayUntil?: number;
    }
  | { readonly name: "ended"; readonly room: Room; readonly reason: LeftReason };

export const idle: ChatState = { name: "idle" };

export const waitingFrom = (since: number): ChatState & { name: "waiting" } => ({
  name: "waiting",
  since,
  estimate: null,
  widening: null,
});
