/**
 * The only file that reads a clock. The server's times are of its own clock, and a device's clock may be hours off, or
 * be changed while the page is open. So spans are measured here, from the moment something arrived, and times of
 * different clocks are never compared.
 */

/**
 * Milliseconds since the page was opened, on a clock that nobody can set. All times in the states of a visit are in
 * these milliseconds. While the machine sleeps, this clock stops in some browsers and runs on in others (W3C High
 * Resolution Time, section 4, asks for the latter), so a span may have been longer than measured. {@link
 * Stopwatch.longest} is for those who need to know.
 */
export const monotonic = (): number => performance.now();

/** Epoch milliseconds by the device's clock, which may be wrong: show them, but never compare them. */
export const timeOfDay = (): number => Date.now();

/** The time of day of {@link timeOfDay}, in UTC. */
export const utcTime = (at: number): string => new Date(at).toISOString().slice(11, 23);

/** Measures time from when it was made. */
export class Stopwatch {
  readonly #started = monotonic();
  readonly #timeOfDay = timeOfDay();

  /** At least this many milliseconds. Time spent asleep may be missing. */
  get elapsed(): number {
    return monotonic() - this.#started;
  }

  /**
   * At most this many milliseconds. It includes sleep, and also a clock that was set forward meanwhile. Use it for a
   * suspicion that costs little when it is wrong.
   */
  get longest(): number {
    return Math.max(this.elapsed, timeOfDay() - this.#timeOfDay);
  }
}
