import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Revealed, RevealHow } from "../../visit/reveal.js";
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
      /* A face is in the middle. */
      :host([thin]) {
        margin-top: auto;
      }
      p {
        padding: 0.35rem 0.9rem;
        border-radius: 16px;
        background: rgb(10 10 25 / 65%);
        text-wrap: balance;
      }
      @container (max-width: 400px) {
        p {
          margin-inline: 2.6rem;
        }
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 0.5rem;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        border-color: transparent;
        color: #2b1d05;
        background: #f7b955;
      }
      .slowly,
      .stop {
        color: #f3f1fa;
        background: rgb(10 10 25 / 75%);
      }
    `,
  ];

  @property({ attribute: false }) revealed: Revealed = {
    own: false,
    partner: false,
    both: false,
    slow: { own: false, partner: false, share: 0 },
  };
  /** Whether the partner can be asked directly. */
  @property({ type: Boolean }) direct = false;
  /** True when the server does not pass the consent on. */
  @property({ type: Boolean }) refused = false;

  override render(): TemplateResult {
    const words = this.words.reveal;
    const { own, partner, slow } = this.revealed;
    if (slow.own && slow.partner) {
      return html`<p role="status">${words.slow.thins}</p>
        ${this.#button("stop", words.slow.stop)}`;
    }
    const word = this.refused ? words.refused : own ? words.youDid : partner ? words.theyDid : words.blurred;
    const slowly = slow.own ? words.slow.youAsk : slow.partner ? words.slow.theyAsk : word;
    return html`
      <p role="status">${slowly}</p>
      <div class="ways">
        ${own ? nothing : this.#button("now", html`${eyeIcon} ${words.reveal}`)}
        ${slow.own ? this.#button("stop", words.slow.stop) : this.direct ? this.#button("slowly", words.slow.ask) : nothing}
      </div>
    `;
  }

  protected override updated(): void {
    const { own, partner } = this.revealed.slow;
    this.toggleAttribute("thin", own && partner);
  }

  #button(how: RevealHow, label: unknown): TemplateResult {
    return html`<button class=${how} @click=${() => this.dispatchEvent(new RevealEvent(how))}>${label}</button>`;
  }
}
