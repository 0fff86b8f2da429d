/** Without an animation frame by then, in milliseconds, the work is done anyway: pages out of sight get none. */
const longestWait = 250;

/** Does its work once per animation frame, however often it is asked for. */
export class Frames {
  #asked = false;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly work: () => void) {}

  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    // A page out of sight gets no frames and late timers. Its work must not be late.
    if (document.visibilityState === "hidden") {
      queueMicrotask(this.#run);
      return;
    }
    this.#frame = requestAnimationFrame(this.#run);
    this.#timer = setTimeout(this.#run, longestWait);
  }

  /** Drops the work that was asked for. */
  stop(): void {
    this.#asked = false;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }

  readonly #run = (): void => {
    if (!this.#asked) return;
    this.stop();
    this.work();
  };
}
