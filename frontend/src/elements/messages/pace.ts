import { monotonic } from "../../time/clock.js";

/** The most rows that are added in one animation frame. */
export const mostRows = 10;

/** A frame that took longer, in milliseconds, had too many rows. */
const tooLong = 50;

/** After a shorter one there can be more. */
const short = 16;

/**
 * How many rows may be added in the next animation frame, judged by the last ones: some scripts are slow to set, and
 * some machines are slow. After each frame the page rests for as long as it took.
 */
export class Pace {
  #rows = 2;
  #restUntil = 0;
  #measuring = false;

  constructor(
    private readonly now: () => number = monotonic,
    /** Calls back when the frame that is being made is on the screen. */
    private readonly drawn: (done: () => void) => void = (done) => void setTimeout(done),
  ) {}

  /** None while the page rests. */
  get rows(): number {
    return this.rest > 0 ? 0 : this.#rows;
  }

  /** How much longer the page rests, in milliseconds. */
  get rest(): number {
    return Math.max(0, this.#restUntil - this.now());
  }

  /** A frame begins. */
  begin(): void {
    if (this.#measuring || this.rows === 0) return;
    this.#measuring = true;
    const begun = this.now();
    this.drawn(() => {
      this.#measuring = false;
      this.#took(this.now() - begun);
    });
  }

  #took(time: number): void {
    if (time > tooLong) this.#rows = Math.max(1, Math.floor(this.#rows / 2));
    else if (time < short) this.#rows = Math.min(mostRows, this.#rows * 2);
    if (time > short) this.#restUntil = this.now() + time;
  }
}
