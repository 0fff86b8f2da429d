import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { type Side, Voices } from "../../media/voices.js";
import { monotonic } from "../../time/clock.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { passingMark } from "../shared/icons.js";

/** Milliseconds between two looks at the voices. */
const pause = 80;

/** Speech is far below full scale. This makes a usual voice about 0.6. */
const gain = 6;

/** How much sound a look is about, in samples: the circles move with the very moment. */
const moment = 512;

/** A voice call to look at: two circles that grow with the two voices, and how long they have talked. */
@customElement("passerby-circles")
export class PasserbyCircles extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.4rem;
        min-height: 0;
        color: inherit;
      }
      svg {
        height: 100%;
        min-height: 0;
        max-height: 125px;
        max-width: 100%;
        overflow: visible;
      }
      circle {
        transform-box: fill-box;
        transform-origin: center;
        transition: transform 0.12s linear;
      }
      .one {
        fill: #8d88ff;
        transform: scale(calc(1 + 0.22 * var(--own, 0)));
      }
      .other {
        fill: #f7b955;
        mix-blend-mode: screen;
        transform: scale(calc(1 + 0.22 * var(--partner, 0)));
      }
      .time {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) local: MediaStream | undefined;
  @property({ attribute: false }) remote: MediaStream | undefined;
  /** When the call was connected, on the page's monotonic clock. */
  @property({ type: Number }) since = 0;

  readonly #voices = new Voices(moment);
  /** Who wants no motion may say so at any time. */
  readonly #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #looking: ReturnType<typeof setInterval> | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.requestUpdate(), 1_000);
    this.#calm.addEventListener("change", this.#move);
    this.#move();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.#calm.removeEventListener("change", this.#move);
    this.#rest();
  }

  readonly #move = (): void => {
    this.#rest();
    if (!this.#calm.matches) this.#looking = setInterval(() => this.#look(), pause);
    this.requestUpdate("local");
    this.requestUpdate("remote");
  };

  #rest(): void {
    clearInterval(this.#looking);
    this.#looking = undefined;
    this.#voices.stop();
    for (const side of ["--own", "--partner"]) this.style.removeProperty(side);
  }

  override render(): TemplateResult {
    return html`${passingMark}
      <span class="time" role="timer" aria-live="off" aria-label=${this.words.call.lasted} dir="ltr"
        >${clockOf(monotonic() - this.since)}</span
      >`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Nobody listens where nothing moves.
    if (this.#looking === undefined) return;
    if (changed.has("local")) this.#voices.follow("own", this.local);
    if (changed.has("remote")) this.#voices.follow("partner", this.remote);
  }

  #look(): void {
    if (document.hidden) return;
    const loudness = (side: Side): string => Math.min(1, this.#voices.levelOf(side) * gain).toFixed(2);
    this.style.setProperty("--own", loudness("own"));
    this.style.setProperty("--partner", loudness("partner"));
  }
}

/** As clocks show it, such as 4:05 or 1:00:09. */
export function clockOf(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
