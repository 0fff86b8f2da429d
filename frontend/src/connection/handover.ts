/**
 * Why a link that still lives is to be replaced. `goaway`: its server is going. `doubt`: the network has changed, or
 * it has been quiet for long. `silence`: it owes an answer.
 */
export type HandoverCause = "goaway" | "doubt" | "silence";

/** What to do after a try to replace a link has failed: try again, let the old link be, or give it up as lost. */
export type NextStep = "again" | "let-be" | "give-up";

const triesInDoubt = 3;

/** The tries to replace one link, for one cause. */
export class Handover {
  #tries = 0;
  #cause: HandoverCause;

  constructor(cause: HandoverCause) {
    this.#cause = cause;
  }

  get tries(): number {
    return this.#tries;
  }

  /** Another reason for the same step; the weightier one counts. */
  add(cause: HandoverCause): void {
    const weight: Record<HandoverCause, number> = { doubt: 0, silence: 1, goaway: 2 };
    if (weight[cause] > weight[this.#cause]) this.#cause = cause;
  }

  /** The old link was heard, so it is not dead. */
  heard(): void {
    if (this.#cause === "silence") this.#cause = "doubt";
  }

  failed(): NextStep {
    this.#tries += 1;
    if (this.#cause === "goaway") return "again";
    // A server that takes nobody new just now may still serve those it has, unless it has fallen silent too.
    if (this.#tries < triesInDoubt) return "again";
    return this.#cause === "silence" ? "give-up" : "let-be";
  }
}
