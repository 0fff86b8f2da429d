import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

/** The seconds that are left until a time. */
@customElement("passerby-countdown")
export class PasserbyCountdown extends LitElement {
  @property({ type: Number }) until = 0;

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
    const seconds = Math.max(0, Math.ceil((this.until - Date.now()) / 1_000));
    // A screen reader that announces the sentence around it need not announce every second.
    return html`<span aria-live="off">${seconds} s</span>`;
  }
}
