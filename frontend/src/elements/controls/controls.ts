import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OwnScreen } from "../../media/partner/screen-state.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { ScreenEvent, SwitchEvent } from "../shared/events.js";
import { cameraOffIcon, microphoneOffIcon, modeIcon, screenIcon } from "../shared/icons.js";
import { PageKeys } from "../shared/page-keys.js";

/** The switches of a call: microphone (Alt+M), camera (Alt+V), screen. */
@customElement("passerby-controls")
export class PasserbyControls extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        gap: 0.5rem;
      }
      button {
        display: grid;
        place-items: center;
        width: 46px;
        height: 46px;
        padding: 0;
        border-color: rgb(255 255 255 / 35%);
        color: #ffffff;
        background: rgb(10 10 25 / 65%);
      }
      button:hover:not(:disabled) {
        border-color: #ffffff;
      }
      button.off {
        border-color: transparent;
        color: #2b1d05;
        background: #f7b955;
      }
    `,
  ];

  @property({ type: Boolean }) muted = false;
  @property({ type: Boolean }) cameraOff = false;
  /** Whether this is a video call. */
  @property({ type: Boolean }) video = false;
  /** Whether a screen could be shared now. */
  @property({ type: Boolean }) shareable = false;
  @property() screen: OwnScreen = "off";

  constructor() {
    super();
    new PageKeys(this, (event) => this.#key(event));
  }

  override render(): TemplateResult {
    const words = this.words.call;
    const mute = this.muted ? words.unmute : words.mute;
    const camera = this.cameraOff ? words.cameraStart : words.cameraStop;
    return html`
      <button
        class=${this.muted ? "off" : ""}
        aria-label=${mute}
        aria-keyshortcuts="Alt+M"
        title="${mute} (Alt+M)"
        @click=${this.#switchVoice}
      >
        ${this.muted ? microphoneOffIcon : modeIcon.audio}
      </button>
      ${
        this.video
          ? html`<button
              class=${this.cameraOff ? "off" : ""}
              aria-label=${camera}
              aria-keyshortcuts="Alt+V"
              title="${camera} (Alt+V)"
              @click=${this.#switchCamera}
            >
              ${this.cameraOff ? cameraOffIcon : modeIcon.video}
            </button>`
          : nothing
      }
      ${this.video && (this.shareable || this.screen !== "off") ? this.#share() : nothing}
    `;
  }

  #share(): TemplateResult {
    const off = this.screen === "off";
    const label = off ? this.words.call.share : this.words.call.shareStop;
    return html`<button
      class=${off ? "" : "off"}
      aria-label=${label}
      title=${label}
      @click=${() => this.dispatchEvent(new ScreenEvent(off ? "share" : "stop"))}
    >
      ${screenIcon}
    </button>`;
  }

  /** By the key's place: with Alt held, some layouts give its letter another character. */
  #key({ code, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (!altKey || ctrlKey || metaKey) return false;
    if (code === "KeyM") this.#switchVoice();
    else if (code === "KeyV" && this.video) this.#switchCamera();
    else return false;
    return true;
  }

  #switchVoice(): void {
    this.dispatchEvent(new SwitchEvent("audio", this.muted));
  }

  #switchCamera(): void {
    this.dispatchEvent(new SwitchEvent("video", this.cameraOff));
  }
}
