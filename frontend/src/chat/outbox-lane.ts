import type { ClientFrame } from "../protocol/client-frames.js";
import { Stopwatch } from "../time/clock.js";
import type { Send } from "./conversation.js";

/** How a lane treats its frames. */
export interface LaneRule {
  /** Whether an earlier frame is still worth sending again after `next`. */
  readonly keep: (earlier: ClientFrame, next: ClientFrame) => boolean;
  /** Gives up after this many refusals in a row, or when the server asks for a longer pause (milliseconds). */
  readonly patience?: { readonly tries: number; readonly pause: number };
}

/** An answer that takes longer than this belongs to no frame any more, in milliseconds. */
const memory = 30_000;

/** More frames than any room has reason to send within that time. */
const most = 400;

const firstPause = 500;
const longestPause = 15_000;

/** Refused frames go out again in turns, well below the limit that refused them. */
const turn = 500;

/**
 * Frames of one type, in order. The server names the type of a refused frame, not which one it was, so all that it may
 * mean are sent again. Each of them is harmless when it arrives twice. New frames wait behind them.
 */
export class OutboxLane {
  #sent: { readonly frame: ClientFrame; readonly at: Stopwatch }[] = [];
  #waiting: ClientFrame[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #refused: Stopwatch | undefined;

  constructor(
    private readonly pass: Send,
    private readonly perTurn: () => number,
    private readonly rule: LaneRule,
  ) {}

  /** True while something waits to be sent again. */
  get held(): boolean {
    return this.#waiting.length > 0;
  }

  send(frame: ClientFrame): boolean {
    const { keep } = this.rule;
    if (this.held) {
      this.#waiting = [...this.#waiting.filter((earlier) => keep(earlier, frame)), frame].slice(-most);
      return true;
    }
    if (!this.pass(frame)) return false;
    this.#remember(frame);
    return true;
  }

  /** Returns false when nothing can be done: the frame is unknown, or was refused too often. */
  refused(type: string, retryAfter: number): boolean {
    const meant = this.#meant(type);
    if (meant.length === 0 && !this.held) return false;
    const { patience } = this.rule;
    if (!this.#refused || this.#refused.elapsed > memory) this.#tries = 0;
    // Several refusals of one burst are one refusal.
    if (meant.length > 0) this.#tries += 1;
    if (patience && (this.#tries > patience.tries || retryAfter > patience.pause)) {
      this.clear();
      return false;
    }
    this.#refused = new Stopwatch();
    this.#sent = [];
    this.#waiting = [...meant, ...this.#waiting].slice(0, most);
    const backoff = this.#tries > 1 ? Math.min(firstPause * 2 ** (this.#tries - 2), longestPause) : 0;
    this.#flushIn(Math.max(retryAfter, backoff * (1 + Math.random() / 4)));
    return true;
  }

  /** Sends what waits, now that it may get through. */
  flush(): void {
    clearTimeout(this.#timer);
    for (let count = this.perTurn(); count > 0; count -= 1) {
      const [frame, ...rest] = this.#waiting;
      if (!frame) return;
      // Without a connection it waits for the next one.
      if (!this.pass(frame)) return;
      this.#waiting = rest;
      this.#remember(frame);
    }
    if (this.held) this.#flushIn(turn);
  }

  /** Frames that were on their way when the connection was lost. They may not have arrived. */
  again(): void {
    this.#waiting = [...this.#meant(), ...this.#waiting];
    this.#sent = [];
    this.flush();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#sent = [];
    this.#waiting = [];
    this.#tries = 0;
  }

  /** Stops waiting for frames of this type. */
  drop(type: ClientFrame["type"]): void {
    this.#sent = this.#sent.filter(({ frame }) => frame.type !== type);
    this.#waiting = this.#waiting.filter((frame) => frame.type !== type);
  }

  /** What was sent recently, from the first frame of this type on. */
  #meant(type?: string): ClientFrame[] {
    const recent = this.#sent.filter(({ at }) => at.elapsed <= memory).map(({ frame }) => frame);
    const first = recent.findIndex((frame) => type === undefined || frame.type === type);
    return first < 0 ? [] : recent.slice(first);
  }

  #remember(frame: ClientFrame): void {
    const { keep } = this.rule;
    const kept = this.#sent.filter((earlier) => keep(earlier.frame, frame));
    this.#sent = [...kept, { frame, at: new Stopwatch() }].slice(-most);
  }

  #flushIn(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }
}
