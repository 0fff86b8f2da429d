/**
 * Why a link that still lives is replaced. `goaway`: its server is going. `doubt`: the network changed, or the link was
 * quiet for long. `silence`: the server owes an answer.
 */
export type HandoverCause = "goaway" | "doubt" | "silence";

/** What to do after a failed try to replace a link: try again, let the old link be, or give it up as lost. */
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

  /** Another reason for the same handover. The weightier one counts. */
  add(cause: HandoverCause): void {
    const weight: Record<HandoverCause, number> = { doubt: 0, silence: 1, goaway: 2 };
    if (weight[cause] > weight[this.#cause]) this.#cause = cause;
  }

  /** Something arrived on the old link, so it is not dead. */
  heard(): void {
    if (this.#cause === "silence") this.#cause = "doubt";
  }

  failed(): NextStep {
    this.#tries += 1;
    if (this.#cause === "goaway") return "again";
    // A server that takes nobody new right now may still serve those it has, unless it has fallen silent too.
    if (this.#tries < triesInDoubt) return "again";
    return this.#cause === "silence" ? "give-up" : "let-be";
  }
}
