/**
 * The only file that reads a clock. What the server calls a time is a time of its own clock, and a device's clock may
 * be hours away from that, or be set while the page is open. So a span is measured here, from a moment at which
 * something arrived, and nothing else is compared.
 */

/**
 * Milliseconds since the page was opened, on a clock that nobody can set. All times in the states of a visit are such
 * milliseconds. While the machine sleeps this clock stands still in some browsers and runs on in others (W3C High
 * Resolution Time asks for the latter, section 4), so a span may turn out to have been longer: whoever needs to know of
 * that asks {@link Stopwatch.longest}.
 */
export const monotonic = (): number => performance.now();

/** Epoch milliseconds by the device's own clock, which may be wrong: only to be shown, never to be compared. */
export const timeOfDay = (): number => Date.now();

/** The hour, minute and second of a moment of {@link timeOfDay}, in UTC. */
export const utcTime = (at: number): string => new Date(at).toISOString().slice(11, 23);

/** Measures from the moment it was made. */
export class Stopwatch {
  readonly #started = monotonic();
  readonly #timeOfDay = timeOfDay();

  /** Milliseconds for certain: time that was slept through may be missing. */
  get elapsed(): number {
    return monotonic() - this.#started;
  }

  /**
   * Milliseconds at the most: sleep counts, and so does a clock that was set forward meanwhile. Good for a suspicion
   * that costs little when it is wrong.
   */
  get longest(): number {
    return Math.max(this.elapsed, timeOfDay() - this.#timeOfDay);
  }
}
