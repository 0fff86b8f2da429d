import { vi } from "vitest";
import { Chat } from "../chat/chat.js";
import type { Criteria } from "../chat/criteria.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import type { ErrorFrame, WaitingFrame } from "../protocol/server-frames.js";
import { matched } from "./frames.js";

export const criteria: Criteria = { mode: "text", interests: ["tea"], languages: [] };
/** What a search with these criteria sends. */
export const find = { type: "find", mode: "text", interests: ["tea"] };
export const waiting: WaitingFrame = { type: "waiting", since: 7, estimate: 4_000, widening: null };

export const refusal = (ref: string, code: ErrorFrame["code"], retryAfter?: number): ErrorFrame => ({
  type: "error",
  code,
  message: "No.",
  ref,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** A chat whose connection is the test's. Needs fake timers. */
export class ChatStage {
  readonly sent: ClientFrame[] = [];
  online = true;
  readonly chat = new Chat((frame) => this.online && this.sent.push(frame) > 0);

  /** Meets somebody and lets the first moments pass, in which `next` counts as a double click. */
  meet(id = "room-1"): void {
    if (this.chat.state.name !== "waiting") this.chat.find(criteria);
    this.chat.handleFrame(matched({ room: id }));
    vi.advanceTimersByTime(1_000);
    this.sent.length = 0;
  }
}
