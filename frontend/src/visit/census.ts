/** How often the server is asked, in milliseconds, and how seldom when it does not answer. */
const pause = 15_000;
const longestPause = 240_000;

/** Knows how many people are here while somebody wants to know, by asking the server now and then. */
export class Census {
  #online: number | undefined;
  #wanted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #pause = pause;

  constructor(
    private readonly ask: (() => Promise<number | undefined>) | undefined,
    private readonly changed: () => void,
    private readonly hidden: () => boolean = () => globalThis.document?.hidden ?? false,
  ) {}

  /** Undefined while nobody wants to know, and when the server does not say. */
  get online(): number | undefined {
    return this.#online;
  }

  want(wanted: boolean): void {
    if (wanted === this.#wanted || !this.ask) return;
    this.#wanted = wanted;
    clearTimeout(this.#timer);
    if (wanted) this.#look();
    else this.#online = undefined;
  }

  #look(): void {
    // Nobody sees the figure on a page out of sight.
    if (this.hidden()) this.#lookIn(pause);
    else if (!this.#asking) void this.#count();
  }

  async #count(): Promise<void> {
    this.#asking = true;
    const online = await this.ask?.();
    this.#asking = false;
    if (!this.#wanted) return;
    this.#pause = online === undefined ? Math.min(this.#pause * 2, longestPause) : pause;
    this.#lookIn(this.#pause);
    if (online === this.#online) return;
    this.#online = online;
    this.changed();
  }

  #lookIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), milliseconds);
  }
}
