import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChatState } from "../../chat/chat-state.js";
import { baseStyles } from "../shared/base-styles.js";
import "../countdown/countdown.js";
import { CancelEvent, WithoutMediaEvent } from "../shared/events.js";
import { passingMark } from "../shared/icons.js";
import { estimateSentence, widenings } from "../shared/sentences.js";
import { waitingStyles } from "./waiting-styles.js";

/** What is shown between pressing start and meeting somebody. */
@customElement("passerby-waiting")
export class PasserbyWaiting extends LitElement {
  static override styles = [baseStyles, waitingStyles];

  /** Undefined while the browser still asks for the devices. */
  @property({ attribute: false }) search: (ChatState & { name: "waiting" }) | undefined;
  /** The visitor's own picture, to look at meanwhile. */
  @property({ attribute: false }) preview: MediaStream | undefined;

  /** The button that led here is gone: a keyboard goes on from the heading. */
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  override render(): TemplateResult {
    return html`
      <div class="stage">
        <div class="passing">${passingMark}</div>
        ${this.search ? this.#searching(this.search) : this.#asking()}
        <button @click=${() => this.dispatchEvent(new CancelEvent())}>Cancel</button>
        ${
          this.preview?.getVideoTracks().length
            ? html`<figure>
                <video .srcObject=${this.preview} autoplay muted playsinline></video>
                <figcaption>This is what they will see</figcaption>
              </figure>`
            : nothing
        }
      </div>
    `;
  }

  #asking(): TemplateResult {
    return html`
      <h1 tabindex="-1">May we?</h1>
      <p role="status">Your browser is asking for the camera or microphone. Allow it to be seen and heard.</p>
      <button @click=${() => this.dispatchEvent(new WithoutMediaEvent())}>Go on without</button>
    `;
  }

  #searching({ estimate, widening, hold }: ChatState & { name: "waiting" }): TemplateResult {
    return html`
      <h1 tabindex="-1">Looking for someone…</h1>
      <p role="status">${estimateSentence(estimate)}</p>
      ${
        widening && !hold
          ? html`<p class="soft">
              In <passerby-countdown until=${widening.at}></passerby-countdown> ${widenings[widening.drops]}
            </p>`
          : nothing
      }
    `;
  }
}
