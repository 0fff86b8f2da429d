import type { ClientFrame } from "../protocol/client-frames.js";

/** `unanswered`: the server owes an answer. `quiet`: nothing came for long, which may be nothing but quiet. */
export type Silence = "unanswered" | "quiet";

/** How long the server may take to answer, and how long it may be silent while something is waited for. */
const answerTime = 8_000;
const quietTime = 45_000;
const longest = 300_000;

/** A timer that comes so much too late has slept with the machine, and the connection very likely with it. */
const overslept = 10_000;

/** Frames to which the server, or the partner's client by an ack, always says something. */
const answered: ReadonlySet<ClientFrame["type"]> = new Set(["find", "cancel", "next", "leave", "chat", "report"]);

/**
 * Notices a socket that is dead without having been closed. Browsers hide the server's pings, so what can be
 * noticed is an answer that does not come, or a long quiet while the visitor waits for something. A suspicion may be
 * wrong: a partner's page in the background acks nothing. So the patience doubles with each one, until a frame is
 * answered in time again.
 */
export class SilenceWatch {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #attentive = false;
  #heardAt = 0;
  /** When the oldest frame that still waits for its answer was sent. */
  #owedSince: number | undefined;
  #patience = 1;
  #due = 0;

  constructor(private readonly suspect: (silence: Silence) => void) {}

  /** A link is new: nothing is owed on it yet. */
  start(): void {
    this.#running = true;
    this.#heardAt = Date.now();
    this.#owedSince = undefined;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  /** Whether the visitor waits for something that may come at any time. */
  attend(attentive: boolean): void {
    if (attentive === this.#attentive) return;
    this.#attentive = attentive;
    if (this.#running) this.#schedule();
  }

  sent(type: ClientFrame["type"]): void {
    if (!this.#running || !answered.has(type) || this.#owedSince !== undefined) return;
    this.#owedSince = Date.now();
    this.#schedule();
  }

  heard(): void {
    if (this.#owedSince !== undefined) this.#patience = 1;
    this.#owedSince = undefined;
    this.#heardAt = Date.now();
    if (this.#running) this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const wait = (time: number): number => Math.min(time * this.#patience, longest);
    const owed = this.#owedSince === undefined ? Number.POSITIVE_INFINITY : this.#owedSince + wait(answerTime);
    const quiet = this.#attentive ? this.#heardAt + wait(quietTime) : Number.POSITIVE_INFINITY;
    this.#due = Math.max(Math.min(owed, quiet), Date.now());
    if (Number.isFinite(this.#due)) this.#timer = setTimeout(() => this.#lapse(owed <= quiet), this.#due - Date.now());
  }

  #lapse(owed: boolean): void {
    const slept = Date.now() - this.#due > overslept;
    if (!slept) this.#patience *= 2;
    this.#owedSince = undefined;
    this.#heardAt = Date.now();
    this.#schedule();
    this.suspect(owed && !slept ? "unanswered" : "quiet");
  }
}
