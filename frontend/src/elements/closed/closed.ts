import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ClosedReason } from "../../connection/connection-state.js";
import "../appeal/appeal.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { RetryEvent } from "../shared/events.js";
import { closedSentence } from "../shared/sentences.js";

/** Shows that a visit is over for good, and why. */
@customElement("passerby-closed")
export class PasserbyClosed extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        place-items: center;
        padding: 1rem;
      }
      .card {
        display: grid;
        gap: 0.9rem;
        width: min(32rem, 100%);
        padding: clamp(1.2rem, 5vw, 2.4rem);
        border: 1px solid var(--passerby-line);
        border-radius: 28px;
        background: var(--passerby-surface);
        box-shadow: var(--passerby-shadow);
      }
      h1 {
        font-size: clamp(1.6rem, 5vw, 2.1rem);
        outline: none;
      }
      .words {
        display: grid;
        gap: 0.9rem;
      }
      .back {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) reason: ClosedReason = { kind: "replaced" };
  /** The server that closed the visit. By default the page's own. */
  @property() server = "";

  /** The button that led here is gone, so the keyboard goes on from the heading. */
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  override render(): TemplateResult {
    const { title, text } = closedSentence(this.speech, this.reason);
    const ban = this.reason.kind === "banned" ? this.reason.ban : undefined;
    return html`<div class="card">
      <div class="words" role="alert">
        <h1 tabindex="-1">${title}</h1>
        <p>${text}</p>
        ${ban ? html`<p>${this.#term(ban.until)}</p>` : nothing}
      </div>
      ${
        ban
          ? nothing
          : html`<button class="primary back" @click=${() => this.dispatchEvent(new RetryEvent())}>
              ${this.words.closed.back}
            </button>`
      }
      ${
        ban?.appeal
          ? html`<passerby-appeal
              token=${ban.appeal}
              code=${ban.appealCode ?? ""}
              server=${this.server}
            ></passerby-appeal>`
          : nothing
      }
    </div>`;
  }

  #term(until: number | null): string {
    const words = this.words.closed;
    return until === null ? words.forEver : words.until(this.speech.date(until));
  }
}
