import { Stopwatch } from "../time/clock.js";

/** The second click of a double click must not skip the stranger whom the first one brought. */
const doubleClick = 500;

/** A refusal in a room this young may be about the room before. */
const settling = 2_000;

/** How long two people have been in a room. */
export class Acquaintance {
  #watch = new Stopwatch();

  begin(): void {
    this.#watch = new Stopwatch();
  }

  get maySkip(): boolean {
    return this.#watch.elapsed >= doubleClick;
  }

  get young(): boolean {
    return this.#watch.elapsed < settling;
  }
}
