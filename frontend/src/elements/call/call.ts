import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CallState } from "../../media/call.js";
import { baseStyles } from "../shared/base-styles.js";
import { passingMark } from "../shared/icons.js";
import { callStyles } from "./call-styles.js";

const words: Record<CallState, string> = {
  connecting: "Setting up the call…",
  connected: "",
  interrupted: "The call is interrupted. Looking for another way…",
  failed: "The call could not be connected. You can still write.",
  closed: "",
};

/** Shows and plays a call: the partner large, the visitor small. */
@customElement("passerby-call")
export class PasserbyCall extends LitElement {
  static override styles = [baseStyles, callStyles];

  @property({ attribute: false }) remote: MediaStream | undefined;
  @property({ attribute: false }) local: MediaStream | undefined;
  @property() call: CallState | undefined;
  @property({ type: Boolean, reflect: true }) voice = false;

  /** Browsers may want one more click before they play sound. */
  @state() private silenced = false;
  @state() private partnerVisible = false;
  #watched: MediaStreamTrack | undefined;

  override render(): TemplateResult {
    const sentence = this.call ? words[this.call] : "";
    return html`
      <video
        class="partner"
        aria-label="Your partner"
        .srcObject=${this.remote ?? null}
        ?hidden=${this.voice || !this.partnerVisible}
        autoplay
        playsinline
      ></video>
      ${this.partnerVisible ? nothing : html`<div class="nobody ${this.call ?? ""}">${passingMark}</div>`}
      <p class="words" role="status">${sentence || this.#picture()}</p>
      ${this.silenced ? html`<button class="primary listen" @click=${this.#play}>Turn the sound on</button>` : nothing}
      ${
        this.local?.getVideoTracks().length
          ? html`<video class="self" aria-label="You" .srcObject=${this.local} autoplay muted playsinline></video>`
          : nothing
      }
    `;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(undefined);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("remote")) return;
    this.#watch(this.voice ? undefined : this.remote?.getVideoTracks()[0]);
    if (this.remote) this.#play();
  }

  #picture(): string {
    if (this.call !== "connected" || this.partnerVisible) return "";
    return this.voice ? "You are connected. Say hello!" : "Your partner's camera is off.";
  }

  /** A partner's track is muted until its first frames arrive, and again when they cease. */
  #watch(track: MediaStreamTrack | undefined): void {
    if (this.#watched) this.#watched.onmute = this.#watched.onunmute = null;
    this.#watched = track;
    if (track) track.onmute = track.onunmute = () => this.#look();
    this.#look();
  }

  #look(): void {
    this.partnerVisible = this.#watched !== undefined && !this.#watched.muted;
  }

  #play(): void {
    const video = this.renderRoot.querySelector<HTMLVideoElement>("video.partner");
    video?.play().then(
      () => {
        this.silenced = false;
      },
      (problem: unknown) => {
        // Any other refusal only means that a newer stream took this one's place.
        this.silenced = problem instanceof Error && problem.name === "NotAllowedError";
      },
    );
  }
}
