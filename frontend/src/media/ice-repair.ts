/** How the path to the partner is. `failed` is given up, though it may still come back by the partner's doing. */
export type PathState = "connected" | "interrupted" | "failed";

export interface IceRepairParts {
  readonly polite: boolean;
  readonly restart: () => void;
  readonly changed: (state: PathState) => void;
}

/** A first path is found within seconds or not at all; browsers that find no candidate may never say so. */
const firstPatience = 15_000;

/** A short interruption often heals by itself. */
const patience = 3_000;

/** The pauses between one restart and the next, unless a path is found meanwhile. */
const pauses = [5_000, 7_000, 10_000, 15_000, 20_000];

/** So that both sides do not always restart in the same instant, the polite one lets the other begin. */
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

  /** There is reason to hope, such as another network or a partner who is back: all tries are open again. */
  renew(): void {
    const lost = this.#state === "disconnected" || this.#state === "failed";
    // In the middle of setting up, candidates may have been lost; one side beginning again is enough then.
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
