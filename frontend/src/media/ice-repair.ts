/** The state of the path to the partner. `failed`: given up, though the partner may still bring it back. */
export type PathState = "connected" | "interrupted" | "failed";

export interface IceRepairParts {
  readonly polite: boolean;
  readonly restart: () => void;
  readonly changed: (state: PathState) => void;
}

/**
 * A first path is found within seconds or never, and browsers that find no candidate may not say so, in milliseconds.
 */
const firstPatience = 15_000;

/** A short interruption often heals by itself, in milliseconds. */
const patience = 3_000;

/** The pauses between restarts, in milliseconds, until a path is found. */
const pauses = [5_000, 7_000, 10_000, 15_000, 20_000];

/** The polite side waits this long, in milliseconds, so that both do not restart at once. */
const courtesy = 1_500;

/** Restarts ICE when the path to the partner is lost, later each time, and gives up after some tries. */
export class IceRepair {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #state: RTCPeerConnectionState = "new";

  constructor(private readonly parts: IceRepairParts) {
    this.#tryIn(firstPatience + this.#courtesy());
  }

  handle(state: RTCPeerConnectionState): void {
    this.#state = state;
    if (state === "connected") {
      this.#tries = 0;
      clearTimeout(this.#timer);
      this.parts.changed("connected");
    } else if (state === "disconnected") {
      this.parts.changed("interrupted");
      if (this.#tries === 0) this.#tryIn(patience + this.#courtesy());
    } else if (state === "failed" && this.#tries <= pauses.length) {
      this.parts.changed("interrupted");
      if (this.#tries === 0) this.#tryIn(this.#courtesy());
    }
  }

  /** There is new hope, for example another network or a partner who is back: all tries are available again. */
  renew(): void {
    const lost = this.#state === "disconnected" || this.#state === "failed";
    // While the call is being set up, candidates may have been lost. It is enough that one side starts again.
    if (!lost && (this.#state !== "connecting" || this.parts.polite)) return;
    this.#tries = 0;
    if (lost) this.parts.changed("interrupted");
    this.#tryIn(this.#courtesy());
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#state = "closed";
  }

  #courtesy(): number {
    return this.parts.polite ? courtesy : 0;
  }

  #tryIn(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#try(), delay);
  }

  #try(): void {
    const pause = pauses[this.#tries];
    this.#tries += 1;
    if (pause === undefined) {
      this.parts.changed("failed");
      return;
    }
    this.parts.restart();
    this.#tryIn(pause);
  }
}
