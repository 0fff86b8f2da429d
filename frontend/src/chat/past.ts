import type { KeptTalk } from "./kept-chat.js";

/** What was said in the last chat, for as long as its partner may come back. It never leaves the page's memory. */
export class Past {
  #talk: KeptTalk | undefined;

  /** @param awaited the visitor has asked for the partner of the chat that is kept already */
  keep(talk: KeptTalk, awaited: boolean): void {
    if (!awaited) this.#talk = talk;
  }

  take(): KeptTalk | undefined {
    const talk = this.#talk;
    this.#talk = undefined;
    return talk;
  }
}
