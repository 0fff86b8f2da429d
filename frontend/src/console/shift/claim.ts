import { monotonic } from "../../time/clock.js";
import { type CaseFile, readCase } from "../api/shapes.js";
import { Ended, Refused, type StaffApi, untilAnswered } from "../api/staff-api.js";

/** For how long a claim holds, in milliseconds: the server's time, less what an answer may need. */
const holds = 10 * 60_000 - 20_000;

/** How much is left of a claim when it is made anew for somebody who works on the case. */
const renewBefore = 2 * 60_000;

/** What the desk hears of its claim. */
export interface ClaimListener {
  /** Somebody else may have the case by now. */
  ranOut(): void;
  /** It holds again. */
  renewed(): void;
  /** Somebody else has it, or has decided it. */
  lost(refusal: Refused): void;
}

/** The claim on the case at hand. It is made anew in time, for a moderator who works on the case. */
export class Claim {
  #touched = 0;
  #case: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: StaffApi,
    private readonly listener: ClaimListener,
  ) {}

  touch(): void {
    this.#touched = monotonic();
  }

  make(id: string): Promise<CaseFile> {
    return this.api.read(`/cases/${encodeURIComponent(id)}/claim`, readCase, { method: "POST" });
  }

  /** Holds a claim that has just been made, and no other. */
  hold(id: string | undefined): void {
    clearTimeout(this.#timer);
    this.#case = id;
    if (id !== undefined) this.#timer = setTimeout(() => void this.#renew(id), holds - renewBefore);
  }

  async #renew(id: string): Promise<void> {
    this.#timer = setTimeout(() => this.listener.ranOut(), renewBefore);
    if (monotonic() - this.#touched >= holds / 2) return;
    const isHeld = (): boolean => this.#case === id;
    try {
      await untilAnswered(
        async () => isHeld() && (await this.make(id)),
        () => {},
      );
      if (!isHeld()) return;
      this.hold(id);
      this.listener.renewed();
    } catch (e) {
      if (e instanceof Ended) return;
      if (!(e instanceof Refused)) throw e;
      if (!isHeld()) return;
      clearTimeout(this.#timer);
      this.listener.lost(e);
    }
  }
}
