import { monotonic } from "../time/clock.js";
import { showsNothing } from "./invisible.js";

/** While the visitor goes on typing, the partner is told this often, in milliseconds. */
const repeatEvery = 3_000;

/** After a pause of this length, in milliseconds, the visitor no longer counts as typing. */
const pauseAfter = 4_000;

/** Longer than `repeatEvery` by enough for a slow network. After that the partner no longer counts as typing. */
const fadeAfter = 7_000;

/** Turns keystrokes into a few `typing` frames: at most one every three seconds, and one when typing stops. */
export class TypingSignal {
  #told: number | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (active: boolean) => void) {}

  /** `draft` is the text after the keystroke. */
  update(draft: string): void {
    clearTimeout(this.#pause);
    if (showsNothing(draft)) {
      this.stop();
      return;
    }
    this.#pause = setTimeout(() => this.stop(), pauseAfter);
    const now = monotonic();
    if (this.#told === undefined || now - this.#told >= repeatEvery) {
      this.#told = now;
      this.tell(true);
    }
  }

  stop(): void {
    if (this.#told !== undefined) this.tell(false);
    this.reset();
  }

  /** Forgets what was sent, without another frame: the partner is gone, or has the message itself. */
  reset(): void {
    clearTimeout(this.#pause);
    this.#told = undefined;
  }
}

/** Whether the partner is typing. It ends by itself, because the frame that ends it may be lost. */
export class TypingIndicator {
  #active = false;
  #fade: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: () => void) {}

  get active(): boolean {
    return this.#active;
  }

  set(active: boolean): void {
    clearTimeout(this.#fade);
    if (active) this.#fade = setTimeout(() => this.set(false), fadeAfter);
    if (active === this.#active) return;
    this.#active = active;
    this.changed();
  }
}
