import type { SlowRevealState } from "./slow-reveal.js";

/** Who has agreed to be seen. Blur both pictures until `both` is true. */
export interface RevealState {
  readonly own: boolean;
  readonly partner: boolean;
  readonly both: boolean;
}

/** The same, and how far a slow reveal has come. */
export interface Revealed extends RevealState {
  readonly slow: SlowRevealState;
}

/** Agrees at once or while both talk; `stop` ends what comes slowly. */
export type RevealHow = "now" | "slowly" | "stop";

/** When pictures become clear. `asked`: when both have agreed. `always`: this side agrees by itself at each match. */
export type RevealWhen = "asked" | "always";

const nobody: RevealState = { own: false, partner: false, both: false };

/** The consent of two people to see each other, asked for in each room. */
export class Reveal {
  #room: string | undefined;
  #state = nobody;

  constructor(
    /** Tells the partner, again whenever they may not have heard. */
    private readonly tell: (room: string) => void,
    private readonly changed: () => void,
  ) {}

  get state(): RevealState {
    return this.#state;
  }

  open(room: string, when: RevealWhen): void {
    this.#room = room;
    this.#state = nobody;
    if (when === "always") this.agree();
  }

  /** This visitor agrees. It cannot be taken back. */
  agree(): void {
    if (this.#room === undefined || this.#state.own) return;
    this.#become({ own: true, partner: this.#state.partner });
    this.tell(this.#room);
  }

  handleReveal(room: string): void {
    if (room === this.#room) this.#become({ own: this.#state.own, partner: true });
  }

  /** The partner was away and may have missed it. */
  handleReachable(): void {
    if (this.#room !== undefined && this.#state.own) this.tell(this.#room);
  }

  close(): void {
    this.#room = undefined;
    this.#state = nobody;
  }

  #become(state: Omit<RevealState, "both">): void {
    this.#state = { ...state, both: state.own && state.partner };
    this.changed();
  }
}
