/** Says how long to wait before the next try to connect. */
export interface ReconnectPolicy {
  /** Milliseconds before try number `attempt`, counted from 0. */
  delay(attempt: number): number;
}

const delays = [200, 500, 1_000, 2_000, 4_000, 8_000, 15_000];

/** For a server that is up and has said no. Asking often would only make it worse. */
export const slowDelays: readonly number[] = [5_000, 10_000, 20_000, 40_000, 60_000, 120_000];

const longestSpread = 15_000;

/** A little more than the server asked for, so that those it put off do not all return at once. */
export const spread = (retryAfter: number, random: () => number = Math.random): number =>
  Math.round(retryAfter + random() * Math.min(retryAfter / 4, longestSpread));

/**
 * Walks down a list of growing delays and stays at the last. Each is shortened by up to half at random, so that the
 * clients of a failed server do not all return at once. The first tries fit into the grace in which the server keeps a
 * chat alive.
 */
export class BackoffPolicy implements ReconnectPolicy {
  constructor(
    private readonly steps: readonly number[] = delays,
    private readonly random: () => number = Math.random,
  ) {}

  delay(attempt: number): number {
    const step = this.steps[Math.min(attempt, this.steps.length - 1)] ?? 0;
    return Math.round(step * (1 - this.random() / 2));
  }
}
