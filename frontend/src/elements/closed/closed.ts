import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ClosedReason } from "../../connection/connection.js";
import { baseStyles } from "../shared/base-styles.js";
import { RetryEvent } from "../shared/events.js";
import { closedSentence } from "../shared/sentences.js";

/** The end of a visit that does not come back by itself, and why. */
@customElement("passerby-closed")
export class PasserbyClosed extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        place-items: center;
        padding: 1.5rem;
      }
      .card {
        display: grid;
        gap: 0.9rem;
        max-width: 32rem;
        padding: clamp(1.4rem, 5vw, 2.4rem);
        border: 1px solid var(--passerby-line);
        border-radius: 28px;
        background: var(--passerby-surface);
        box-shadow: var(--passerby-shadow);
      }
      h1 {
        font-size: clamp(1.6rem, 5vw, 2.1rem);
        outline: none;
      }
      button {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) reason: ClosedReason = { kind: "replaced" };

  /** The button that led here is gone: a keyboard goes on from the heading. */
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  override render(): TemplateResult {
    const { title, text } = closedSentence(this.reason);
    return html`<div class="card" role="alert">
      <h1 tabindex="-1">${title}</h1>
      <p>${text}</p>
      ${this.reason.kind === "banned" ? html`<p>${this.#term(this.reason.ban.until)}</p>` : nothing}
      ${
        this.reason.kind === "banned"
          ? nothing
          : html`<button class="primary" @click=${() => this.dispatchEvent(new RetryEvent())}>Come back</button>`
      }
    </div>`;
  }

  #term(until: number | null): string {
    if (until === null) return "The ban has no end date.";
    const when = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" }).format(until);
    return `The ban ends on ${when}.`;
  }
}
