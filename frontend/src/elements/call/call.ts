import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CallState } from "../../media/call.js";
import { fullMedia, type PartnerMedia } from "../../media/partner/partner-media.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { passingMark } from "../shared/icons.js";
import { callStyles } from "./call-styles.js";
import { snapshotOf } from "./snapshot.js";

/**
 * Shows and plays a call: the partner large, the visitor small.
 *
 * @slot top - above the picture, such as the quality of the call
 * @slot middle - in front of a picture that is not clear yet
 * @slot bottom - below, such as switches
 * @csspart partner - the partner's picture
 * @csspart self - the own picture
 */
@customElement("passerby-call")
export class PasserbyCall extends PasserbyElement {
  static override styles = [baseStyles, callStyles];

  @property({ attribute: false }) remote: MediaStream | undefined;
  @property({ attribute: false }) local: MediaStream | undefined;
  @property() call: CallState | undefined;
  @property({ type: Boolean, reflect: true }) voice = false;
  /** Neither picture is clear. */
  @property({ type: Boolean, reflect: true }) blurred = false;
  /** What is on at the partner's side, as far as that is known. */
  @property({ attribute: false }) partnerMedia: PartnerMedia = fullMedia;
  /** Called when the first picture of a stream is on the screen. */
  @property({ attribute: false }) onPicture: (() => void) | undefined;

  /** Browsers may want one more click before they play sound. */
  @state() private silenced = false;
  @state() private partnerVisible = false;
  @query("video.partner") private readonly video!: HTMLVideoElement;
  #watched: MediaStreamTrack | undefined;

  override render(): TemplateResult {
    const words = this.words.call;
    const seen = this.partnerVisible && this.partnerMedia.camera;
    const sentence = this.call ? words.states[this.call] : "";
    return html`
      <video
        class="partner"
        part="partner"
        aria-label=${words.partner}
        .srcObject=${this.remote ?? null}
        ?hidden=${this.voice || !seen}
        autoplay
        playsinline
      ></video>
      <div class="top"><slot name="top"></slot></div>
      <div class="middle">
        ${seen ? nothing : html`<div class="nobody ${this.call ?? ""}">${passingMark}</div>`}
        <p class="words" role="status">${sentence || this.#picture(seen)}</p>
        ${seen && this.blurred ? html`<slot name="middle"></slot>` : nothing}
        ${this.silenced ? html`<button class="primary" @click=${this.#play}>${words.soundOn}</button>` : nothing}
      </div>
      <div class="bottom">
        <slot name="bottom"></slot>
        ${
          this.local?.getVideoTracks().length
            ? html`<div class="frame" part="self">
                <video class="self" aria-label=${words.you} .srcObject=${this.local} autoplay muted playsinline></video>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  /** A still of the partner's picture, as it would be without the blur. */
  snapshot(): string | undefined {
    return this.partnerVisible ? snapshotOf(this.video) : undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(undefined);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("remote")) return;
    this.#watch(this.voice ? undefined : this.remote?.getVideoTracks()[0]);
    if (!this.remote) return;
    this.#play();
    this.video.requestVideoFrameCallback?.(() => this.onPicture?.());
  }

  #picture(seen: boolean): string {
    if (this.call !== "connected" || seen) return "";
    return this.voice ? this.words.call.sayHello : this.words.call.cameraOff;
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
    this.video.play().then(
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
