/** A picture that does not come by then is drawn without one, in milliseconds: pages out of sight get none. */
const longestWait = 250;

/** Does something once for all the times that it is asked for until the browser draws its next picture. */
export class Frames {
  #asked = false;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly work: () => void) {}

  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    // In a page out of sight there are no pictures, and timers come late; what it does must not.
    if (document.visibilityState === "hidden") {
      queueMicrotask(this.#run);
      return;
    }
    this.#frame = requestAnimationFrame(this.#run);
    this.#timer = setTimeout(this.#run, longestWait);
  }

  /** What was asked for is not done any more. */
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
