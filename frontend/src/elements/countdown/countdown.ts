import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { monotonic } from "../../time/clock.js";
import { PasserbyElement } from "../shared/element.js";

/** The time left until a moment of the page's monotonic clock, or the time since one. */
@customElement("passerby-countdown")
export class PasserbyCountdown extends PasserbyElement {
  @property({ type: Number }) until = 0;
  @property({ type: Number }) since: number | undefined;

  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.requestUpdate(), 500);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  override render(): TemplateResult {
    const time = this.since === undefined ? this.until - monotonic() : monotonic() - this.since;
    // A screen reader that reads the sentence around it need not read every second.
    return html`<span aria-live="off">${this.speech.duration(Math.max(0, time), "short")}</span>`;
  }
}
