import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { type Encounter, rewindWindow } from "../../chat/encounters.js";
import type { Stars } from "../../protocol/values.js";
import "../block/block.js";
import "../countdown/countdown.js";
import "../report/report.js";
import { monotonic } from "../../time/clock.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { RateEvent, RewindEvent } from "../shared/events.js";
import { backIcon, starIcon } from "../shared/icons.js";
import { afterStyles } from "./after-styles.js";

const allStars: readonly Stars[] = [1, 2, 3, 4, 5];

/** How long after a chat it can be reported, in milliseconds. */
const reportWindow = 600_000;

/** What a visitor can still do about the last chat: stars, going back, a report, a block. */
@customElement("passerby-after")
export class PasserbyAfter extends PasserbyElement {
  static override styles = [baseStyles, afterStyles];

  @property({ attribute: false }) about: Encounter | undefined;

  /** The star under the pointer. It and those before it light up. */
  @state() private pointed = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult | typeof nothing {
    const { about } = this;
    if (about?.endedAt === undefined || monotonic() > about.endedAt + reportWindow) return nothing;
    return html`
      <section aria-label=${this.words.after.title}>
        <div class="stars">${this.#rating(about)}</div>
        ${this.#rewind(about, about.endedAt + rewindWindow)}
        <div class="more">
          ${about.block === "done" ? nothing : html`<passerby-block .about=${about}></passerby-block>`}
          <passerby-report .about=${about}></passerby-report>
        </div>
        <p class="word" role="status">${this.#word(about)}${this.#timeToAsk(about, about.endedAt + rewindWindow)}</p>
      </section>
    `;
  }

  protected override updated(): void {
    // The offers expire by themselves, also when nothing else changes.
    clearTimeout(this.#timer);
    const { endedAt } = this.about ?? {};
    if (endedAt === undefined) return;
    const end = [rewindWindow, reportWindow].map((window) => endedAt + window - monotonic()).find((left) => left >= 0);
    if (end !== undefined) this.#timer = setTimeout(() => this.requestUpdate(), end + 50);
  }

  #rating({ stars, rating, room, block }: Encounter): TemplateResult | typeof nothing {
    const words = this.words.after;
    if (block === "done") return nothing;
    if (rating === "refused") return html`<span class="soft">${words.notRated}</span>`;
    const lit = this.pointed || (stars ?? 0);
    return html`
      <span id="question">${rating === "done" ? words.thanks : words.question}</span>
      <span class="row" role="group" aria-labelledby="question" @pointerleave=${() => this.#point(0)}>
        ${allStars.map(
          (value) => html`<button
            class="star ${value <= lit ? "lit" : ""}"
            aria-label=${words.stars(value)}
            aria-pressed=${stars === value}
            ?disabled=${rating === "done"}
            @pointerenter=${() => this.#point(value)}
            @click=${() => this.dispatchEvent(new RateEvent(room.room, value))}
          >
            ${starIcon}
          </button>`,
        )}
      </span>
    `;
  }

  #rewind({ rewind, block, room, left }: Encounter, until: number): TemplateResult | typeof nothing {
    const offered = rewind === "none" || rewind === "later";
    if (!offered || block === "done" || monotonic() > until) return nothing;
    return html`<button
      class="oops"
      title=${this.words.after.oopsHint}
      @click=${() => this.dispatchEvent(new RewindEvent(room.room))}
    >
      ${backIcon} ${left ? this.words.after.again : this.words.after.oops} <passerby-countdown until=${until}></passerby-countdown>
    </button>`;
  }

  /** How long the other one may still ask. */
  #timeToAsk({ rewind, block }: Encounter, until: number): TemplateResult | typeof nothing {
    const open = rewind === "asked" && block === "none" && monotonic() <= until;
    return open ? html` <passerby-countdown until=${until}></passerby-countdown>` : nothing;
  }

  #word({ rewind, block, endedAt }: Encounter): string {
    const { after, block: blocking } = this.words;
    if (block === "done") return blocking.done;
    if (block !== "none") return blocking.failed;
    if (rewind === "asked") return monotonic() <= (endedAt ?? 0) + rewindWindow ? after.asked : after.notBack;
    if (rewind === "too-late" || rewind === "refused") return after.notBack;
    return "";
  }

  #point(star: number): void {
    this.pointed = this.about?.rating === "done" ? 0 : star;
  }
}
