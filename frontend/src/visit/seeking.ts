import type { Chat } from "../chat/chat.js";
import type { Criteria } from "../chat/criteria.js";
import { closeMedia } from "../media/local-media.js";
import type { Calls } from "./calls.js";
import { Census } from "./census.js";
import { OwnIcebreakers } from "./icebreakers.js";
import type { VisitParts } from "./visit-parts.js";

/** What can be seen and done while a visitor waits. */
export class Seeking {
  /** How many people are here. */
  readonly census: Census;
  /** What the operator offers people who have just met. */
  readonly icebreakers: OwnIcebreakers;
  #askingAgain = false;

  constructor(
    private readonly chat: Chat,
    private readonly calls: Calls,
    /** What the visitor will search for once the browser has answered for the devices. */
    private readonly intended: () => Criteria | undefined,
    private readonly changed: () => void,
    { countOnline, readIcebreakers }: Pick<VisitParts, "countOnline" | "readIcebreakers">,
  ) {
    this.census = new Census(countOnline, changed);
    this.icebreakers = new OwnIcebreakers(readIcebreakers, changed);
    chat.on("state", ({ name }) => {
      if (name === "waiting" || name === "chatting") void this.icebreakers.want();
    });
  }

  /** What is searched for, or will be. Undefined while the visitor does not wait. */
  get criteria(): Criteria | undefined {
    return this.intended() ?? this.#searched;
  }

  /** True while the browser is asked for the camera and the microphone once more. */
  get askingAgain(): boolean {
    return this.#askingAgain;
  }

  /** Searches for people with other interests. The place in the queue stays. */
  refine(interests: readonly string[]): void {
    const criteria = this.#searched;
    if (criteria) this.chat.find({ ...criteria, interests });
  }

  /** Asks for the devices that were refused or missing. A call that has begun meanwhile gets them too. */
  async askAgain(): Promise<void> {
    const criteria = this.#searched;
    if (!criteria || this.#askingAgain) return;
    this.#askingAgain = true;
    this.changed();
    const media = await this.calls.own.request(criteria.mode);
    this.#askingAgain = false;
    const { state } = this.chat;
    const mode = state.name === "chatting" ? state.room.mode : this.#searched?.mode;
    if (mode === criteria.mode) this.calls.useMedia(media, mode);
    else closeMedia(media);
    this.changed();
  }

  /** Meets by text instead. Camera and microphone go off. */
  switchToText(): void {
    const criteria = this.#searched;
    if (!criteria) return;
    this.calls.releaseMedia();
    this.chat.find({ ...criteria, mode: "text" });
    this.calls.readiness.begin("text");
  }

  get #searched(): Criteria | undefined {
    return this.chat.state.name === "waiting" ? this.chat.kept?.criteria : undefined;
  }
}
