import type { Chat } from "../chat/chat.js";
import type { Message } from "../chat/message-log.js";
import type { Connection } from "../connection/connection.js";
import type { NoticeFrame } from "../protocol/server-frames.js";

/** The latest of what the partner and the server said, for a view to show. */
export class Received {
  #messages: readonly Message[] = [];
  #partnerTyping = false;
  #notice: NoticeFrame | undefined;
  #refusal: string | undefined;

  constructor(connection: Connection, chat: Chat, changed: () => void) {
    chat.on("messages", (messages) => {
      this.#messages = messages;
      changed();
    });
    chat.on("typing", (active) => {
      this.#partnerTyping = active;
      changed();
    });
    chat.on("refused", (message) => {
      this.#refusal = message;
      changed();
    });
    connection.on("frame", (frame) => {
      if (frame.type !== "notice") return;
      this.#notice = frame;
      changed();
    });
  }

  /** Own messages too, each with its mark. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  get partnerTyping(): boolean {
    return this.#partnerTyping;
  }

  /** The moderators' latest notice. */
  get notice(): NoticeFrame | undefined {
    return this.#notice;
  }

  /** Why the server refused to search. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** A new search begins: what was said before it no longer counts. */
  forget(): void {
    this.#notice = this.#refusal = undefined;
  }
}
