import type { ErrorFrame, Room } from "../protocol/server-frames.js";
import type { LeftReason, Widening } from "../protocol/values.js";

/** Why the search cannot go on at once, and when it will, on the page's monotonic clock. */
export interface SearchDelay {
  readonly cause: "rate-limited" | "unavailable" | "new-device";
  readonly retryAt: number;
}

/** Why the server does not search. */
export interface SearchRefusal {
  /** A sentence in English. */
  readonly message: string;
  /** Only text is open until then, in epoch milliseconds. */
  readonly textOnlyUntil?: number;
}

/**
 * Where a visitor stands. The names say what the visitor wants; the server may be one frame behind. All times are
 * milliseconds of the page's monotonic clock, because the clocks of the server and of the device may differ.
 */
export type ChatState =
  | { readonly name: "idle" }
  | {
      readonly name: "waiting";
      /** When the visitor began to wait. */
      readonly since: number;
      /** How long the wait was expected to last when the server said so, in milliseconds. */
      readonly estimate: number | null;
      /** When somebody should be here by that. */
      readonly dueAt?: number;
      /** What the search gives up next, and when. */
      readonly widening: Widening | null;
      readonly delay?: SearchDelay;
    }
  | {
      readonly name: "chatting";
      readonly room: Room;
      /** Set while the partner's connection is down. The partner may come back until then. */
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

export const delayOf = (
  { cause }: ErrorFrame,
  code: Exclude<SearchDelay["cause"], "new-device">,
): SearchDelay["cause"] => (cause === "new-device" ? cause : code);

export const refusalOf = ({ message, cause, until }: ErrorFrame): SearchRefusal =>
  cause === "text-only" && until !== undefined ? { message, textOnlyUntil: until } : { message };
