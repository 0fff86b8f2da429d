import type { WaitingFrame } from "../protocol/server-frames.js";
import type { Widening } from "../protocol/values.js";
import { monotonic } from "../time/clock.js";
import type { ChatState } from "./chat-state.js";

const usualGrace = 20_000;

/** Far longer than any search takes to widen, in milliseconds. */
const longest = 3_600_000;

/**
 * Converts the server's times to the page's own clock. Two times of the server can be compared with each other, but
 * never with a time of this device.
 */
export class ServerTimes {
  /** How long the server waits for a partner who dropped out, in milliseconds. */
  grace = usualGrace;

  /** When the search began by the server's clock, and when that was first heard of here. */
  #search: { readonly since: number; readonly heardAt: number } | undefined;

  /** What the server expects of a search. */
  expectations(frame: WaitingFrame): Pick<ChatState & { name: "waiting" }, "estimate" | "dueAt" | "widening"> {
    const { estimate } = frame;
    const due = estimate === null ? {} : { dueAt: monotonic() + estimate };
    return { estimate, ...due, widening: this.#widening(frame) };
  }

  #widening({ since, widening }: WaitingFrame): Widening | null {
    if (this.#search?.since !== since) this.#search = { since, heardAt: monotonic() };
    if (!widening) return null;
    const into = Math.min(Math.max(0, widening.at - since), longest);
    return { drops: widening.drops, at: this.#search.heardAt + into };
  }

  /** Until when a partner may come back who went away just now. */
  awayUntil(): number {
    return monotonic() + this.grace;
  }
}
