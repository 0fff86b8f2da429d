import { css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { RevealState } from "../../visit/reveal.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { RevealEvent } from "../shared/events.js";
import { eyeIcon } from "../shared/icons.js";

/** Asks whether the visitor agrees to be seen, and shows the partner's answer. */
@customElement("passerby-reveal")
export class PasserbyReveal extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 0.6rem;
        max-width: 22rem;
        font-size: 0.95rem;
        text-align: center;
        color: #f3f1fa;
      }
      p {
        padding: 0.35rem 0.9rem;
        border-radius: 16px;
        background: rgb(10 10 25 / 65%);
        text-wrap: balance;
      }
      @media (max-width: 400px) {
        p {
          margin-inline: 2.6rem;
        }
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        border-color: transparent;
        color: #2b1d05;
        background: #f7b955;
      }
    `,
  ];

  @property({ attribute: false }) revealed: RevealState = { own: false, partner: false, both: false };
  /** True when the server does not pass the consent on. */
  @property({ type: Boolean }) refused = false;

  override render(): TemplateResult {
    const words = this.words.reveal;
    const { own, partner } = this.revealed;
    const word = this.refused ? words.refused : own ? words.youDid : partner ? words.theyDid : words.blurred;
    return html`
      <p role="status">${word}</p>
      ${
        own
          ? ""
          : html`<button @click=${() => this.dispatchEvent(new RevealEvent())}>${eyeIcon} ${words.reveal}</button>`
      }
    `;
  }
}
