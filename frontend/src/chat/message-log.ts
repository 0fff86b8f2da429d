import type { ChatFrame } from "../protocol/relayed-frames.js";
import { timeOfDay } from "../time/clock.js";

/** How far an own message has come: `failed` is final. */
export type Mark = "sending" | "sent" | "delivered" | "failed";

export type Message =
  | { readonly from: "partner"; readonly id: string; readonly text: string; readonly at: number }
  | {
      readonly from: "me";
      readonly id: string;
      readonly text: string;
      readonly at: number;
      readonly mark: Mark;
    };

/** The messages of one room. It is what makes delivery exact: it knows what was shown and what was not yet acked. */
export class MessageLog {
  #messages: readonly Message[] = [];
  readonly #seen = new Set<string>();

  constructor(readonly room: string) {}

  /** A new list after every change, so that a view can compare by identity. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  addMine(id: string, text: string): void {
    this.#messages = [...this.#messages, { from: "me", id, text, at: timeOfDay(), mark: "sending" }];
  }

  /** False when this message was here before: the partner's client had not heard our ack. */
  addTheirs({ id, text }: ChatFrame): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    this.#messages = [...this.#messages, { from: "partner", id, text, at: timeOfDay() }];
    return true;
  }

  mark(id: string, mark: Mark): void {
    this.#replace((message) => message.id === id, mark);
  }

  /** What the partner is not known to have, in the order it was written. */
  unacked(): ChatFrame[] {
    return this.#messages
      .filter((message) => message.from === "me" && (message.mark === "sending" || message.mark === "sent"))
      .map(({ id, text }) => ({ type: "chat", room: this.room, id, text }));
  }

  /** The room is over: what was not acked will never be. */
  settle(): void {
    this.#replace(() => true, "failed");
  }

  #replace(chosen: (message: Message) => boolean, mark: Mark): void {
    this.#messages = this.#messages.map((message) => {
      const open = message.from === "me" && message.mark !== "delivered" && message.mark !== "failed";
      return open && chosen(message) ? { ...message, mark } : message;
    });
  }
}
