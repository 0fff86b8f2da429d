import { monotonic } from "../../time/clock.js";
import { type ListedCase, readCases } from "../api/shapes.js";
import { Away, Ended, Refused, type StaffApi } from "../api/staff-api.js";

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
  #count = 0;
  #known = false;
  #touched = monotonic();
  /** Changes with each start and stop. */
  #turn: object | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    return this.#known ? this.#count : undefined;
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
    return this.#known && !this.paused && !isHidden();
  }

  start(): void {
    this.stop();
    this.touch();
    this.#turn = {};
    void this.#round(this.#turn);
  }

  /** Reads it now: something has just changed. */
  async refresh(): Promise<void> {
    if (this.#turn) await this.#look(this.#turn);
  }

  stop(): void {
    this.#turn = undefined;
    clearTimeout(this.#timer);
  }

  touch(): void {
    this.#touched = monotonic();
  }

  /** The next round begins when this one has its answer: requests of somebody whose login has ended wait. */
  async #round(turn: object): Promise<void> {
    if (!this.paused && !isHidden()) await this.#look(turn);
    if (turn !== this.#turn) return;
    this.read();
    if (turn === this.#turn) this.#timer = setTimeout(() => void this.#round(turn), every);
  }

  async #look(turn: object): Promise<void> {
    try {
      const { items, count } = await this.api.read(`/cases?state=open&limit=${shown}`, readCases);
      if (turn !== this.#turn) return;
      this.#cases = items;
      this.#count = count ?? items.length;
      this.#known = true;
    } catch (e) {
      // The desk tells what is wrong, and the next round tries again.
      if (!(e instanceof Away || e instanceof Ended || e instanceof Refused)) throw e;
    }
  }
}

const isHidden = (): boolean => typeof document !== "undefined" && document.visibilityState === "hidden";
