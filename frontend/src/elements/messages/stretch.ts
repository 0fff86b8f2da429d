import type { Message } from "../../chat/message-log.js";

/**
 * How many messages are on the screen at most while the reader reads along, and how many earlier ones come at a time.
 */
export const mostDrawn = 200;

/** How many more are drawn below a reader who is further up. The rest wait until the reader comes down. */
const mostBelow = 2 * mostDrawn;

export const keyOf = ({ from, id }: Message): string => `${from}/${id}`;

/** Which part of a conversation is drawn. It grows by a few messages per animation frame, within bounds. */
export class Stretch {
  #from = 0;
  #to = 0;
  #messages: readonly Message[] = [];

  /** The messages to be drawn. */
  get drawn(): readonly Message[] {
    return this.#messages.slice(this.#from, this.#to);
  }

  /** Whether there are earlier ones. */
  get hasEarlier(): boolean {
    return this.#from > 0;
  }

  /** How many come after what is drawn. */
  get waiting(): number {
    return this.#messages.length - this.#to;
  }

  /**
   * Follows the conversation as it is now. Returns true when there is more to draw in the next animation frame.
   *
   * @param along whether the reader is at the end, and wants to stay there
   * @param rows how many messages may be added now
   */
  follow(messages: readonly Message[], along: boolean, rows: number): boolean {
    // A conversation only grows, or loses its beginning. One that is shorter than what is drawn is a different one.
    const gone = messages.length < this.#to - this.#from ? this.#messages.length : goneFrom(this.#messages, messages);
    this.#messages = messages;
    this.#from = Math.max(0, this.#from - gone);
    this.#to = Math.max(this.#from, this.#to - gone);
    const total = messages.length;
    if (!along) {
      const bound = Math.min(total, this.#from + mostBelow);
      this.#to = Math.max(this.#to, Math.min(this.#to + rows, bound));
      return this.#to < bound;
    }
    // Leave out what would be gone again before all is drawn.
    if (this.#to < total - mostDrawn) this.#from = this.#to = total - mostDrawn;
    this.#to = Math.min(total, this.#to + rows);
    this.#from = Math.max(this.#from, this.#to - mostDrawn);
    return this.#to < total;
  }

  /** Draws some of the earlier messages too. */
  showEarlier(): void {
    this.#from = Math.max(0, this.#from - mostDrawn);
  }
}

/** How many of the earlier messages are gone from the beginning: all of them, if this is a different conversation. */
function goneFrom(before: readonly Message[], now: readonly Message[]): number {
  const [first] = now;
  if (!first) return before.length;
  const key = keyOf(first);
  if (before[0] && keyOf(before[0]) === key) return 0;
  const at = before.findIndex((message) => keyOf(message) === key);
  return at < 0 ? before.length : at;
}
