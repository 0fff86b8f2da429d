import type { Room } from "../../protocol/server-frames.js";
import type { Visit } from "../../visit/visit.js";
import { ClosedEvent, MetEvent, PartedEvent } from "../shared/events.js";

/** Fires the events that tell the page around an element what has happened in its visit. */
export class Happenings {
  #met: Room | undefined;
  #closed = false;

  constructor(private readonly target: EventTarget) {}

  note({ chat, connection }: Visit): void {
    const here = chat.name === "chatting" ? chat.room : undefined;
    if (this.#met && this.#met.room !== here?.room) {
      const reason = chat.name === "ended" && chat.room.room === this.#met.room ? chat.reason : undefined;
      const met = this.#met;
      this.#met = undefined;
      this.target.dispatchEvent(new PartedEvent(met, reason));
    }
    if (here && !this.#met) {
      this.#met = here;
      this.target.dispatchEvent(new MetEvent(here));
    }
    const closed = connection.name === "closed";
    if (closed && !this.#closed) this.target.dispatchEvent(new ClosedEvent(connection.reason));
    this.#closed = closed;
  }
}
