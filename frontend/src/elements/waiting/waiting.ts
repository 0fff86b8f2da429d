import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChatState } from "../../chat/chat-state.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import "../countdown/countdown.js";
import { CancelEvent, WithoutMediaEvent } from "../shared/events.js";
import { passingMark } from "../shared/icons.js";
import { playing } from "../shared/playing.js";
import { estimateSentence } from "../shared/sentences.js";
import { waitingStyles } from "./waiting-styles.js";

/**
 * What is shown between pressing start and meeting somebody.
 *
 * @slot - below the buttons: what may still be done about the last chat
 */
@customElement("passerby-waiting")
export class PasserbyWaiting extends PasserbyElement {
  static override styles = [baseStyles, waitingStyles];

  /** Undefined while the browser is asking for the devices. */
  @property({ attribute: false }) search: (ChatState & { name: "waiting" }) | undefined;
  /** Whether the search stands still because there is no connection. */
  @property({ type: Boolean }) paused = false;
  /** The visitor's own picture. */
  @property({ attribute: false }) preview: MediaStream | undefined;

  /** The button that led here is gone, so the keyboard goes on from the heading. */
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  override render(): TemplateResult {
    const words = this.words.waiting;
    return html`
      <div class="stage">
        <div class="passing">${passingMark}</div>
        ${this.search ? this.#searching(this.search) : this.#asking()}
        <button @click=${() => this.dispatchEvent(new CancelEvent())}>${words.cancel}</button>
        <slot></slot>
        ${
          this.preview?.getVideoTracks().length
            ? html`<figure>
                <video .srcObject=${playing(this.preview)} aria-label=${words.preview} autoplay muted playsinline></video>
                <figcaption>${words.preview}</figcaption>
              </figure>`
            : nothing
        }
      </div>
    `;
  }

  #asking(): TemplateResult {
    const words = this.words.waiting;
    return html`
      <h1 tabindex="-1">${words.mayWe}</h1>
      <p role="status">${words.asking}</p>
      <button @click=${() => this.dispatchEvent(new WithoutMediaEvent())}>${words.without}</button>
    `;
  }

  #searching({ since, estimate, widening, delay }: ChatState & { name: "waiting" }): TemplateResult {
    const words = this.words.waiting;
    return html`
      <h1 tabindex="-1">${this.paused ? words.paused : words.looking}</h1>
      <p role="status">${this.paused ? nothing : estimateSentence(this.speech, estimate)}</p>
      ${
        widening && !delay && !this.paused
          ? html`<p class="soft">
              ${words.next} <passerby-countdown until=${widening.at}></passerby-countdown>:
              ${words.widenings[widening.drops]}
            </p>`
          : nothing
      }
      <p class="soft">${words.since} <passerby-countdown since=${since}></passerby-countdown></p>
    `;
  }
}
