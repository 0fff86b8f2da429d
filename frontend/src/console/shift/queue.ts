import { monotonic } from "../../time/clock.js";
import { type ListedCase, readCases } from "../api/shapes.js";
import { isExpected, type StaffApi } from "../api/staff-api.js";
import { Rounds } from "./rounds.js";

/** How often the queue is read, in milliseconds. */
const every = 3_000;

/**
 * After how long without a key or a click it is read no more, in milliseconds: reading it keeps the login alive, and an
 * unattended console must not stay logged in.
 */
const attended = 15 * 60_000;

/** How many cases are shown. */
const shown = 30;

/** The open cases, read again and again. */
export class Queue {
  #cases: readonly ListedCase[] = [];
  #count: number | undefined;
  #touched = monotonic();
  #isRead = false;
  readonly #rounds = new Rounds(every, () => this.#round());

  constructor(
    private readonly api: StaffApi,
    /** Called after each round. */
    private readonly read: () => void,
  ) {}

  /** Those that are to be decided first. */
  get cases(): readonly ListedCase[] {
    return this.#cases;
  }

  /** How many are open. Undefined as long as nobody knows. */
  get count(): number | undefined {
    return this.#count;
  }

  /** Whether there is a case that nobody works on. */
  get free(): boolean {
    return this.#cases.some(({ claimedBy }) => claimedBy === null);
  }

  /** Nobody seems to be here, and the queue is not read. */
  get paused(): boolean {
    return monotonic() - this.#touched > attended;
  }

  /** Whether it is being read, by somebody who can see it. */
  get isFresh(): boolean {
    return this.#count !== undefined && !this.paused && !isHidden();
  }

  start(): void {
    this.touch();
    this.#isRead = true;
    this.#rounds.start();
  }

  /** Reads it now: something has just changed. */
  async refresh(): Promise<void> {
    try {
      await this.#look();
    } catch (e) {
      // The next round tries again.
      if (!isExpected(e)) throw e;
    }
  }

  stop(): void {
    this.#isRead = false;
    this.#rounds.stop();
  }

  touch(): void {
    this.#touched = monotonic();
  }

  async #round(): Promise<void> {
    try {
      if (!this.paused && !isHidden()) await this.#look();
    } finally {
      this.read();
    }
  }

  async #look(): Promise<void> {
    if (!this.#isRead) return;
    const { items, count } = await this.api.read(`/cases?state=open&limit=${shown}`, readCases);
    if (!this.#isRead) return;
    this.#cases = items;
    this.#count = count ?? items.length;
  }
}

export const isHidden = (): boolean => typeof document !== "undefined" && document.visibilityState === "hidden";
