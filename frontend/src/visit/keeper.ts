import type { Kept, TabMemory } from "./tab-memory.js";

/**
 * How long to gather changes before they are stored, in milliseconds: a flood of messages is not stored one by one.
 */
const pause = 300;

/** Stores a visit soon after each change, and at once before the page goes. */
export class Keeper {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly memory: TabMemory | undefined,
    private readonly snapshot: () => Kept,
  ) {}

  soon(): void {
    if (this.memory) this.#timer ??= setTimeout(() => this.now(), pause);
  }

  now(): void {
    this.#forgetTimer();
    const kept = this.snapshot();
    if (kept.session) this.memory?.keep(kept);
    else this.memory?.forget();
  }

  stop(): void {
    this.now();
    this.memory?.close();
  }

  #forgetTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
