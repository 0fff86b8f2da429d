import type { IceServer } from "../protocol/values.js";

/** Half of the hour for which the server makes credentials. Spans only: the server's clock is not this machine's. */
const freshFor = 30 * 60_000;

/** When nothing came of asking, for instance because the server is away. */
const pause = 5 * 60_000;

/**
 * Credentials are good for a limited time, and a call may last longer: the server is asked for new ones long before the old
 * ones end, so that ICE can be restarted at any time.
 */
export class RelayCredentials {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly renew: () => void) {}

  /** Servers came, fresh from the node. */
  arrived(iceServers: readonly IceServer[]): void {
    this.close();
    if (iceServers.some(({ credential }) => credential !== undefined)) this.#plan(freshFor);
  }

  /** The call is over. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #plan(delay: number): void {
    this.#timer = setTimeout(() => {
      this.#plan(pause);
      this.renew();
    }, delay);
  }
}
