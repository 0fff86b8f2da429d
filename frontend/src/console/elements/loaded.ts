import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { Away, Ended, Refused } from "../api/staff-api.js";
import { ConsoleElement } from "./console-element.js";

/** A section that reads something from the server, and says so when that cannot be. */
export abstract class LoadedSection extends ConsoleElement {
  @state() private failure: "away" | "refused" | undefined;
  #last: (() => Promise<void>) | undefined;

  /**
   * Does something. What goes wrong is told, with a way to try again.
   *
   * @param work is done anew by every attempt, so it reads a form itself: the moderator may have changed it since
   * @param refused answers what the server will not do; unless it does, the moderator's role is too low
   */
  protected async attempt(work: () => Promise<void>, refused?: (refusal: Refused) => void): Promise<void> {
    this.#last = () => this.attempt(work, refused);
    this.failure = undefined;
    try {
      await work();
    } catch (e) {
      if (e instanceof Away) this.failure = "away";
      else if (e instanceof Refused && refused) refused(e);
      else if (e instanceof Refused) this.failure = "refused";
      else if (!(e instanceof Ended)) throw e;
    }
  }

  /** What went wrong, to be shown somewhere. */
  protected failed(): TemplateResult | typeof nothing {
    const { failed } = this.say;
    const told =
      this.failure &&
      html`<p class="row problem">
        ${failed[this.failure]} <button type="button" @click=${() => void this.#last?.()}>${failed.again}</button>
      </p>`;
    return html`<div role="alert" class="live">${told ?? nothing}</div>`;
  }
}
