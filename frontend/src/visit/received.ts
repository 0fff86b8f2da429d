import type { Chat } from "../chat/chat.js";
import type { SearchRefusal } from "../chat/chat-state.js";
import type { Message } from "../chat/message-log.js";

/** The latest of what the partner and the server said, for a view to show. */
export class Received {
  #messages: readonly Message[] = [];
  #partnerTyping = false;
  #refusal: SearchRefusal | undefined;

  constructor(chat: Chat, changed: () => void) {
    chat.on("messages", (messages) => {
      this.#messages = messages;
      changed();
    });
    chat.on("typing", (active) => {
      this.#partnerTyping = active;
      changed();
    });
    chat.on("refused", (refusal) => {
      this.#refusal = refusal;
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

  /** Why the server refused to search. */
  get refusal(): SearchRefusal | undefined {
    return this.#refusal;
  }

  /** A new search begins: why the last one was refused no longer counts. */
  forget(): void {
    this.#refusal = undefined;
  }
}
