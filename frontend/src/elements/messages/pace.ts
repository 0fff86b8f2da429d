import { monotonic } from "../../time/clock.js";

/** So many rows are added to one picture at most. */
export const mostRows = 10;

/** A picture that took longer, in milliseconds, had too many rows. */
const tooLong = 50;

/** One that took less can have more. */
const short = 16;

/**
 * How many rows may be added to the next picture, by how long the last ones took: some scripts are hard to set, and some
 * machines slow. After each picture the page has as long for its visitor as that took.
 */
export class Pace {
  #rows = 2;
  #restUntil = 0;
  #measuring = false;

  constructor(
    private readonly now: () => number = monotonic,
    /** Calls back when the picture that is being made is on the screen. */
    private readonly drawn: (done: () => void) => void = (done) => void setTimeout(done),
  ) {}

  /** None while the page rests. */
  get rows(): number {
    return this.rest > 0 ? 0 : this.#rows;
  }

  /** How long the page still rests, in milliseconds. */
  get rest(): number {
    return Math.max(0, this.#restUntil - this.now());
  }

  /** A picture is begun. */
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
