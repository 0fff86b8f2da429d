import type { Criteria } from "../chat/criteria.js";
import { closeMedia, kindsOf, lackingOf } from "../media/local-media.js";
import type { Calls } from "./calls.js";

/** Gets the camera and the microphone that a search needs, and only then searches. */
export class MediaFirst {
  #asking: Criteria | undefined;

  constructor(
    private readonly calls: Calls,
    private readonly search: (criteria: Criteria) => void,
    private readonly changed: () => void,
  ) {}

  /** True while the browser asks for the camera or the microphone. */
  get asking(): boolean {
    return this.#asking !== undefined;
  }

  /** What will be searched for then. */
  get intended(): Criteria | undefined {
    return this.#asking;
  }

  async start(criteria: Criteria): Promise<void> {
    const { own } = this.calls;
    if (!own.fits(criteria.mode)) {
      this.#asking = criteria;
      this.changed();
      const media = await own.request(criteria.mode);
      if (this.#asking !== criteria) {
        closeMedia(media);
        return;
      }
      this.calls.useMedia(media, criteria.mode);
    }
    this.#search(criteria);
  }

  /** Searches without waiting for the visitor to answer the browser. */
  startWithoutMedia(): void {
    const criteria = this.#asking;
    if (!criteria) return;
    const lacking = lackingOf(kindsOf(criteria.mode));
    this.calls.useMedia({ lacking, problem: "refused" }, criteria.mode);
    this.#search(criteria);
  }

  /** The visitor no longer wants to search: media that arrives now is closed. */
  giveUp(): void {
    this.#asking = undefined;
  }

  #search(criteria: Criteria): void {
    this.#asking = undefined;
    this.search(criteria);
  }
}
