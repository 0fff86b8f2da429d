import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../countdown/countdown.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { RetryEvent } from "../shared/events.js";
import { lineStyles } from "../shared/line-styles.js";
import type { Sentence } from "../shared/sentences.js";

/** The line that says what is being waited for. */
@customElement("passerby-status")
export class PasserbyStatus extends PasserbyElement {
  static override styles = [
    baseStyles,
    lineStyles,
    css`
      .line {
        justify-content: center;
        gap: 0.2rem 0.75rem;
        text-align: center;
      }
      button {
        min-height: 36px;
        padding: 0 0.9rem;
      }
      @media (pointer: coarse) {
        button {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) sentence: Sentence | undefined;
  /** Whether trying at once can help. */
  @property({ type: Boolean }) retry = false;

  override render(): TemplateResult {
    const { sentence } = this;
    return html`<div role="status">
      ${
        sentence
          ? html`<div class="line ${sentence.tone}">
              <span>
                ${sentence.text}
                ${
                  sentence.until === undefined
                    ? nothing
                    : html`<passerby-countdown until=${sentence.until}></passerby-countdown>`
                }
              </span>
              ${
                this.retry
                  ? html`<button @click=${() => this.dispatchEvent(new RetryEvent())}>${this.words.page.tryNow}</button>`
                  : nothing
              }
            </div>`
          : nothing
      }
    </div>`;
  }
}
