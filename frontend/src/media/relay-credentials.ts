import type { IceServer } from "../protocol/values.js";

/**
 * Half of the hour that the server's credentials last, in milliseconds. Only spans count: the server's clock is not
 * this machine's.
 */
const freshFor = 30 * 60_000;

/** When to ask again if nothing came, for example because the server is away, in milliseconds. */
const pause = 5 * 60_000;

/**
 * Credentials expire, and a call may last longer. The server is asked for new ones long before that, so that ICE can be
 * restarted at any time.
 */
export class RelayCredentials {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly renew: () => void) {}

  /** New servers arrived from the node. */
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
