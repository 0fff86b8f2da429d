import type { Beside, ChatFrame } from "../protocol/relayed-frames.js";
import { timeOfDay } from "../time/clock.js";

/** How far an own message has come. `failed` is final. */
export type Mark = "sending" | "sent" | "delivered" | "failed";

interface Said extends Beside {
  readonly id: string;
  readonly text: string;
  readonly at: number;
}

export interface PartnerMessage extends Said {
  readonly from: "partner";
}

export interface OwnMessage extends Said {
  readonly from: "me";
  readonly mark: Mark;
  readonly held?: Held;
  /** What was sealed, and the salt. Neither leaves this page before the partner has sealed an answer too. */
  readonly secret?: Secret;
}

export type Message = PartnerMessage | OwnMessage;

/** An answer whose hash the partner has. */
export interface Secret {
  readonly text: string;
  readonly salt: string;
}

/** Why the server held a message back. */
export interface Held {
  readonly cause: string;
  /** What the operator of the site says about it. */
  readonly explanation?: string;
}

/**
 * How much of a conversation is kept in memory: the number of messages, and of characters in all of them. The oldest go
 * first, except those of this visitor's that the partner may not have. At the server's limit of frames, a partner fills
 * it in ten seconds.
 */
const mostMessages = 2_000;
const mostChars = 1_000_000;

/** How many ids of the partner's messages are remembered, to recognise one that comes again. */
export const mostIds = 10_000;

/** The messages of one room. It makes delivery exact: it knows what was shown and what was not acked yet. */
export class MessageLog {
  #messages: readonly Message[] = [];
  #chars = 0;
  readonly #seen = new Set<string>();

  constructor(readonly room: string) {}

  /** A new list after every change, so that a view can compare by identity. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  /** The ids of the partner's messages that arrived. */
  get seen(): readonly string[] {
    return [...this.#seen];
  }

  /** Goes on with what an earlier page has kept of the same room. */
  adopt(messages: readonly Message[], seen: readonly string[]): void {
    for (const message of messages) this.#add(message);
    for (const id of seen) remember(this.#seen, id);
  }

  addMine(id: string, text: string, beside: Beside = {}, secret?: Secret): void {
    this.#add({
      from: "me",
      id,
      text,
      at: timeOfDay(),
      mark: "sending",
      ...besideOf(beside),
      ...(secret ? { secret } : {}),
    });
  }

  /** Returns false when this message arrived before: the partner's client had not heard the ack. */
  addTheirs(frame: ChatFrame): boolean {
    const { id, text } = frame;
    if (this.#seen.has(id)) return false;
    remember(this.#seen, id);
    this.#add({ from: "partner", id, text, at: timeOfDay(), ...besideOf(frame) });
    return true;
  }

  /** Returns false when nothing changed. */
  mark(id: string, mark: Mark): boolean {
    return this.#replace((message) => message.id === id, mark);
  }

  /** The server holds the message back for good. */
  hold(id: string, held: Held): void {
    this.#replace((message) => message.id === id, "failed", { held });
  }

  /** What the partner may not have, in the order it was written. */
  unacked(): ChatFrame[] {
    return this.#messages
      .filter(isOpen)
      .map((message) => ({ type: "chat", room: this.room, id: message.id, text: message.text, ...besideOf(message) }));
  }

  /** The room is over: what was not acked now never will be. */
  settle(): void {
    this.#replace(() => true, "failed");
  }

  #add(message: Message): void {
    this.#chars += message.text.length;
    const messages = [...this.#messages, message];
    while ((messages.length > mostMessages || this.#chars > mostChars) && messages[0] && !isOpen(messages[0])) {
      this.#chars -= messages.shift()?.text.length ?? 0;
    }
    this.#messages = messages;
  }

  #replace(chosen: (message: Message) => boolean, mark: Mark, more: { held?: Held } = {}): boolean {
    const changes = this.#messages.some((message) => isOpen(message) && message.mark !== mark && chosen(message));
    if (changes) {
      this.#messages = this.#messages.map((message) =>
        isOpen(message) && chosen(message) ? { ...message, mark, ...more } : message,
      );
    }
    return changes;
  }
}

/** The fields that a message has beside its text, and no others. */
export function besideOf({ about, as, proof }: Beside): Beside {
  return {
    ...(about === undefined ? {} : { about }),
    ...(as === undefined ? {} : { as }),
    ...(proof === undefined ? {} : { proof }),
  };
}

/** Adds an id to a bounded set. The oldest one goes. */
export function remember(ids: Set<string>, id: string): void {
  ids.add(id);
  if (ids.size <= mostIds) return;
  for (const oldest of ids) {
    ids.delete(oldest);
    return;
  }
}

/** Whether it is still open what became of an own message. */
const isOpen = (message: Message): message is OwnMessage =>
  message.from === "me" && message.mark !== "delivered" && message.mark !== "failed";
