import type { Send } from "./conversation.js";
import { type Criteria, findFrame } from "./criteria.js";

/** What was searched for last, and the search that is put off. */
export class Search {
  criteria: Criteria | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: Send) {}

  begin(): void {
    this.stop();
    if (this.criteria) this.send(findFrame(this.criteria));
  }

  beginIn(pause: number): void {
    this.stop();
    this.#retry = setTimeout(() => this.begin(), pause);
  }

  /** Does not begin after all. */
  stop(): void {
    clearTimeout(this.#retry);
  }
}
