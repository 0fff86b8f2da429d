import { monotonic } from "../time/clock.js";

/** A reveal that comes with the talk. The blur of both pictures thins by `share`, from 0 to 1, while both have agreed. */
export interface SlowRevealState {
  readonly own: boolean;
  readonly partner: boolean;
  readonly share: number;
}

export interface SlowRevealParts {
  /** Tells the partner. Returns false when they cannot hear it. */
  readonly tell: (on: boolean) => boolean;
  readonly changed: () => void;
  /** Begins to listen to both, and returns who speaks now. */
  readonly listen: () => Listening;
}

export interface Listening {
  readonly speaking: () => { readonly own: boolean; readonly partner: boolean };
  readonly close: () => void;
}

/** So much talk makes the pictures clear, in milliseconds. */
const wholeTalk = 45_000;

/** Who said something this long ago still takes part, in milliseconds. */
const breath = 8_000;

const step = 250;

/** After a sleep the time before it does not count, in milliseconds. */
const longestStep = 1_000;

const nothing: SlowRevealState = { own: false, partner: false, share: 0 };

/**
 * Thins the blur while two people keep talking, by voice or in writing. Nothing thins before both have agreed, and either
 * stops it at once: then the blur is whole again, and both have to agree anew.
 */
export class SlowReveal {
  #state = nothing;
  #timer: ReturnType<typeof setInterval> | undefined;
  #listening: Listening | undefined;
  #at = 0;
  /** Whether the partner still has to hear that a consent is gone. */
  #owed = false;
  readonly #said = { own: Number.NEGATIVE_INFINITY, partner: Number.NEGATIVE_INFINITY };

  constructor(private readonly parts: SlowRevealParts) {}

  get state(): SlowRevealState {
    return this.#state;
  }

  /** This visitor agrees, or stops it. */
  ask(on: boolean): void {
    if (on === this.#state.own) return;
    if (!on) {
      this.#stop();
      return;
    }
    this.joined();
    if (this.parts.tell(true)) this.#become({ ...this.#state, own: true });
  }

  /** The partner agrees, or stops it. */
  handle(on: boolean): void {
    if (on) {
      this.#become({ ...this.#state, partner: true });
      return;
    }
    // A consent that crossed this on its way must not be left standing on their side.
    if (this.#state.own) this.#stop();
    else this.#reset();
  }

  /** The partner cannot be reached. */
  apart(): void {
    this.#owed ||= this.#state.own || this.#state.partner;
    this.#reset();
  }

  /** The partner can be reached again, and may not know that the consent is gone. */
  joined(): void {
    if (this.#owed && this.parts.tell(false)) this.#owed = false;
  }

  /** Somebody has written. */
  said(who: "own" | "partner"): void {
    this.#said[who] = monotonic();
  }

  /** There is another partner, or one who knows of nothing: what was owed is owed to nobody. */
  forget(): void {
    this.#owed = false;
    this.#reset();
  }

  /** Takes the consent back. A partner who cannot hear it now is told when they can be reached again. */
  #stop(): void {
    this.#owed = !this.parts.tell(false);
    this.#reset();
  }

  /** The blur is whole, and nobody has agreed. */
  #reset(): void {
    this.#rest();
    this.#said.own = this.#said.partner = Number.NEGATIVE_INFINITY;
    if (this.#state === nothing) return;
    this.#state = nothing;
    this.parts.changed();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#listening?.close();
    this.#timer = this.#listening = undefined;
  }

  #become(state: SlowRevealState): void {
    this.#state = state;
    // Clear pictures get no clearer: nobody has to listen any more.
    if (state.share === 1) this.#rest();
    else if (state.own && state.partner && this.#timer === undefined) {
      this.#at = monotonic();
      this.#listening = this.parts.listen();
      this.#timer = setInterval(() => this.#look(), step);
    }
    this.parts.changed();
  }

  #look(): void {
    const now = monotonic();
    const speaking = this.#listening?.speaking() ?? { own: false, partner: false };
    for (const who of ["own", "partner"] as const) if (speaking[who]) this.#said[who] = now;
    const passed = Math.min(now - this.#at, longestStep);
    this.#at = now;
    if (Math.min(this.#said.own, this.#said.partner) < now - breath) return;
    this.#become({ ...this.#state, share: Math.min(1, this.#state.share + passed / wholeTalk) });
  }
}
