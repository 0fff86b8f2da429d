import type { ClientFrame } from "../protocol/client-frames.js";
import { Stopwatch } from "../time/clock.js";

/** `unanswered`: the server owes an answer. `quiet`: nothing arrived for long, which may mean nothing. */
export type Silence = "unanswered" | "quiet";

/**
 * How long the server may take to answer, and how long it may be silent while something is waited for, in milliseconds.
 */
const answerTime = 8_000;
const quietTime = 45_000;
const longest = 300_000;

/** A timer that is this late, in milliseconds, slept with the machine, and very likely the connection did too. */
const overslept = 10_000;

/** Frames that the server, or the partner's client with an ack, always answers. */
const answered: ReadonlySet<ClientFrame["type"]> = new Set(["find", "cancel", "next", "leave", "chat", "report"]);

/**
 * Notices a socket that is dead but was never closed. Browsers hide the server's pings, so all that can be noticed is a
 * missing answer, or a long quiet while the visitor waits for something. A suspicion may be wrong: a partner's page in
 * the background acks nothing. So each one doubles the patience, until a frame is answered in time again.
 */
export class SilenceWatch {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #attentive = false;
  #heard = new Stopwatch();
  /** Since the oldest unanswered frame was sent. */
  #owed: Stopwatch | undefined;
  #patience = 1;

  constructor(private readonly suspect: (silence: Silence) => void) {}

  /** A new link: no answer is owed on it yet. */
  start(): void {
    this.#running = true;
    this.#heard = new Stopwatch();
    this.#owed = undefined;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  /** Whether the visitor waits for something that may arrive at any time. */
  attend(attentive: boolean): void {
    if (attentive === this.#attentive) return;
    this.#attentive = attentive;
    if (this.#running) this.#schedule();
  }

  sent(type: ClientFrame["type"]): void {
    if (!this.#running || !answered.has(type) || this.#owed !== undefined) return;
    this.#owed = new Stopwatch();
    this.#schedule();
  }

  heard(): void {
    if (this.#owed !== undefined) this.#patience = 1;
    this.#owed = undefined;
    this.#heard = new Stopwatch();
    if (this.#running) this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const left = (time: number, watch: Stopwatch): number =>
      Math.max(0, Math.min(time * this.#patience, longest) - watch.elapsed);
    const owed = this.#owed ? left(answerTime, this.#owed) : Number.POSITIVE_INFINITY;
    const quiet = this.#attentive ? left(quietTime, this.#heard) : Number.POSITIVE_INFINITY;
    const pause = Math.min(owed, quiet);
    if (!Number.isFinite(pause)) return;
    const watch = new Stopwatch();
    this.#timer = setTimeout(() => this.#lapse(owed <= quiet, watch.longest - pause > overslept), pause);
  }

  #lapse(owed: boolean, slept: boolean): void {
    if (!slept) this.#patience *= 2;
    this.#owed = undefined;
    this.#heard = new Stopwatch();
    this.#schedule();
    this.suspect(owed && !slept ? "unanswered" : "quiet");
  }
}
