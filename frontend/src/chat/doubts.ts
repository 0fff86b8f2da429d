import type { ErrorFrame } from "../protocol/server-frames.js";
import type { ChatState } from "./chat-state.js";
import { isOfRoom } from "./outbox.js";

/** Wait this long first: news that explains the answer may be on its way. */
const firstPause = 2_000;
const longestPause = 120_000;

/**
 * After an answer that contradicts what is known here, has it looked into: after a while, and less often each time.
 */
export class Doubts {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looks = 0;

  constructor(
    /** `looks` counts how often this was done without an end to the doubts. */
    private readonly look: (looks: number) => void,
  ) {}

  raise(): void {
    if (this.#timer !== undefined) return;
    const pause = Math.min(firstPause * 2 ** this.#looks, longestPause);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#looks += 1;
      this.look(this.#looks - 1);
    }, pause);
  }

  /** Things have moved on: the answer was about something else. */
  dismiss(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** All is as it should be. */
  settle(): void {
    this.dismiss();
    this.#looks = 0;
  }
}

/**
 * Whether this answer says that the server sees the visitor elsewhere. It may be out of date; the next moments tell.
 *
 * @param young the room is so new that the answer may be about the one before
 * @param isMine whether a message with this id was sent in the current room
 */
export function contradicts(
  { code, ref }: ErrorFrame,
  state: ChatState["name"],
  young: boolean,
  isMine: (id: string) => boolean,
): boolean {
  if (ref === undefined || (code !== "wrong-state" && code !== "stale-room")) return false;
  switch (state) {
    case "waiting":
      return ref === "find";
    case "chatting":
      return !young && (isOfRoom(ref) || isMine(ref));
    case "idle":
    case "ended":
      // Only a chat that still goes on cannot be rated.
      return ref === "rate" && code === "wrong-state";
    default: {
      const unknown: never = state;
      return unknown;
    }
  }
}
