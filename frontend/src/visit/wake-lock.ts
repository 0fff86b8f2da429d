/** The part of the browser's wake lock that is used. TypeScript's types promise it in every browser. */
interface Sentinel {
  readonly released: boolean;
  release(): Promise<void>;
}

interface Source {
  request(type: "screen"): Promise<Sentinel>;
}

/**
 * Keeps the screen on while there is something to see or to wait for. Browsers release it whenever the page is hidden,
 * so it is requested again when the page is visible. Without the API nothing happens.
 */
export class WakeLock {
  #wanted = false;
  #asking = false;
  #sentinel: Sentinel | undefined;

  constructor(
    private readonly failed: (problem: unknown) => void,
    private readonly source: () => Source | undefined = () => globalThis.navigator?.wakeLock,
  ) {}

  want(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted) this.renew();
    else this.#release();
  }

  /** The page is visible again. */
  renew(): void {
    if (this.#wanted && !this.#asking && (this.#sentinel?.released ?? true)) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      this.#sentinel = await this.source()?.request("screen");
    } catch (problem) {
      // A hidden page gets none, and neither does a machine that saves power.
      this.failed(problem);
    } finally {
      this.#asking = false;
    }
    if (!this.#wanted) this.#release();
  }

  #release(): void {
    const sentinel = this.#sentinel;
    this.#sentinel = undefined;
    sentinel?.release().catch(this.failed);
  }
}
