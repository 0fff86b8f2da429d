import type { Send } from "./conversation.js";
import { type Criteria, findFrame } from "./criteria.js";

/** The latest criteria, and a search that is delayed. */
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

  /** Calls off a delayed search. */
  stop(): void {
    clearTimeout(this.#retry);
  }
}
