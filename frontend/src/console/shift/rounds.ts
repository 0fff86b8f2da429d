import { Away, isExpected, waitAfter } from "../api/staff-api.js";

/**
 * Does something again and again. The next round begins when this one has its answer: requests of somebody whose login has
 * ended wait. A server that cannot answer is asked less often.
 */
export class Rounds {
  /** Changes with each start and stop. */
  #turn: object | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param every the milliseconds between two rounds */
  constructor(
    private readonly every: number,
    private readonly round: () => Promise<void>,
  ) {}

  start(): void {
    this.stop();
    this.#turn = {};
    void this.#go(this.#turn, 0);
  }

  stop(): void {
    this.#turn = undefined;
    clearTimeout(this.#timer);
  }

  async #go(turn: object, failures: number): Promise<void> {
    let failed = 0;
    let wait = this.every;
    try {
      await this.round();
    } catch (e) {
      if (!isExpected(e)) throw e;
      if (e instanceof Away) {
        wait = Math.max(wait, waitAfter(e, failures));
        failed = failures + 1;
      }
    }
    if (turn === this.#turn) this.#timer = setTimeout(() => void this.#go(turn, failed), wait);
  }
}
