import { monotonic } from "../../time/clock.js";

export interface ChannelPulseParts {
  /** Asks the partner's client for a sign of life. */
  readonly ask: () => void;
  readonly changed: (alive: boolean) => void;
}

/** How long the channel may be quiet before the partner is asked, and before it counts as dead, in milliseconds. */
const pause = 5_000;
const patience = 15_000;

/**
 * Whether the other end of a channel still answers. Browsers do not say: Chromium 147 calls a channel open for 25 s and
 * more after the other page is gone, and one end may be closed without the other. A partner whose client never answered
 * is an older one that does not know the question, and is not judged. A dead channel that is heard again is alive
 * again.
 */
export class ChannelPulse {
  #timer: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  #lookedAt = 0;
  #answers = false;
  #alive = true;

  constructor(private readonly parts: ChannelPulseParts) {}

  get alive(): boolean {
    return this.#alive;
  }

  /** The channel is open. */
  start(): void {
    this.stop();
    this.#heardAt = this.#lookedAt = monotonic();
    this.parts.ask();
    this.#timer = setInterval(() => this.#look(), pause);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Whatever arrived shows that somebody is there. */
  heard(): void {
    this.#heardAt = monotonic();
    this.#become(true);
  }

  answered(): void {
    this.#answers = true;
  }

  #look(): void {
    const now = monotonic();
    // A page that slept has not listened. Read what arrived meanwhile first.
    if (now - this.#lookedAt > 2 * pause) this.#heardAt = now - pause;
    this.#lookedAt = now;
    const quiet = now - this.#heardAt;
    if (quiet < pause) return;
    if (this.#answers && quiet >= patience) this.#become(false);
    this.parts.ask();
  }

  #become(alive: boolean): void {
    if (alive === this.#alive) return;
    this.#alive = alive;
    this.parts.changed(alive);
  }
}
