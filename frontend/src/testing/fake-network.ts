import type { NetworkSignal, NetworkSignals } from "../connection/network-signals.js";

/** A network whose events are the test's. */
export class FakeNetwork implements NetworkSignals {
  readonly #listeners = new Set<(signal: NetworkSignal) => void>();

  get listeners(): number {
    return this.#listeners.size;
  }

  subscribe(listener: (signal: NetworkSignal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(signal: NetworkSignal): void {
    for (const listener of [...this.#listeners]) listener(signal);
  }
}
