import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CallState } from "../../media/call.js";
import { fullMedia, type PartnerMedia } from "../../media/partner/partner-media.js";
import { monotonic } from "../../time/clock.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { cameraOffIcon, microphoneOffIcon, passingMark } from "../shared/icons.js";
import { playing } from "../shared/playing.js";
import { callStyles } from "./call-styles.js";
import "./circles.js";
import { CornerChoice } from "./corner.js";
import { snapshotOf } from "./snapshot.js";
import { sink, windowButtons } from "./window.js";

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
  /** Whether both pictures are blurred. */
  @property({ type: Boolean, reflect: true }) blurred = false;
  /** How much of the blur is gone, from 0 to 1. */
  @property({ type: Number }) share = 0;
  /** What the partner has switched on, as far as is known. */
  @property({ attribute: false }) partnerMedia: PartnerMedia = fullMedia;
  /** Whether the partner shows a screen. The camera may be off then. */
  @property({ type: Boolean, reflect: true }) screen = false;
  /** Whether no own picture is sent, although this is a video call. */
  @property({ type: Boolean }) dark = false;
  /** Whether the own microphone is off. */
  @property({ type: Boolean }) muted = false;
  /** The loudspeaker that plays the call. Empty: that of the system. */
  @property() speaker = "";
  /** What a weak path means for the own picture. */
  @property() weakness: string | undefined;
  /** Called when the first picture of a stream is on the screen. */
  @property({ attribute: false }) onPicture: (() => void) | undefined;

  /** Some browsers want one more click before they play sound. */
  @state() private silenced = false;
  /** Systems stop playback during a phone call or behind a locked screen, and do not always resume it. */
  @state() private halted = false;
  @state() private partnerVisible = false;
  @query("video.partner") private readonly video!: HTMLVideoElement;
  readonly #corner = new CornerChoice(this);
  #connectedAt: number | undefined;
  #watched: MediaStreamTrack | undefined;

  override render(): TemplateResult {
    const words = this.words.call;
    const { camera, microphone, soundOnly = false } = this.partnerMedia;
    const seen = this.partnerVisible && (this.screen || (camera && !soundOnly));
    const connected = this.call === "connected";
    const sentence = this.call ? words.states[this.call] : "";
    return html`
      <video
        class="partner"
        part="partner"
        aria-label=${words.partner}
        .srcObject=${playing(this.remote)}
        ?hidden=${this.voice || !seen}
        ?disablepictureinpicture=${this.blurred}
        autoplay
        playsinline
        @pause=${this.#paused}
        @playing=${this.#playing}
      ></video>
      <div class="top">
        <slot name="top"></slot>
        ${seen && this.screen ? html`<span class="label">${words.screen}</span>` : nothing}
        ${
          this.voice || !connected
            ? nothing
            : html`<div class="window">${windowButtons(this.words, this, this.video, seen && !this.blurred)}</div>`
        }
      </div>
      <div class="middle">
        ${this.#corner.corner.block === "top" ? this.#self() : nothing}
        ${seen ? nothing : this.#nobody()}
        <p class="words" role="status">${sentence || this.#picture(seen)}</p>
        ${seen && this.blurred ? html`<slot name="middle"></slot>` : nothing}
        ${connected && !microphone ? html`<p class="words silent">${microphoneOffIcon} ${words.microphoneOff}</p>` : nothing}
        ${connected && this.weakness ? html`<p class="words" role="status">${this.weakness}</p>` : nothing}
        ${this.halted ? html`<p class="words">${words.paused}</p>` : nothing}
        ${
          this.silenced || this.halted
            ? html`<button class="primary" @click=${this.#play}>
                ${this.halted ? words.play : words.soundOn}
              </button>`
            : nothing
        }
      </div>
      <div class="bottom">
        <slot name="bottom"></slot>
        ${this.#corner.corner.block === "bottom" ? this.#self() : nothing}
      </div>
    `;
  }

  #nobody(): TemplateResult {
    if (this.voice && this.#connectedAt !== undefined && this.call !== "closed") {
      return html`<passerby-circles
        class="nobody"
        .local=${this.muted ? undefined : this.local}
        .remote=${this.remote}
        since=${this.#connectedAt}
      ></passerby-circles>`;
    }
    return html`<div class="nobody ${this.call ?? ""}">${passingMark}</div>`;
  }

  #self(): TemplateResult | typeof nothing {
    const words = this.words.call;
    const { corner, down, move, up, cancel, key } = this.#corner;
    if (!this.dark && !this.local?.getVideoTracks().length) return nothing;
    return html`<div
      class="frame ${corner.inline} ${this.dark ? "dark" : ""}"
      part="self"
      role="group"
      tabindex="0"
      aria-label="${words.you}. ${words.move}"
      title=${words.move}
      @pointerdown=${down}
      @pointermove=${move}
      @pointerup=${up}
      @pointercancel=${cancel}
      @keydown=${key}
    >
      ${
        this.dark
          ? html`${cameraOffIcon}<span>${words.ownDark}</span>`
          : html`<video class="self" aria-label=${words.you} .srcObject=${playing(this.local)} autoplay muted playsinline></video>`
      }
    </div>`;
  }

  /** A still of the partner's picture, without the blur. */
  snapshot(): string | undefined {
    return this.partnerVisible ? snapshotOf(this.video) : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#resume);
    window.addEventListener("pageshow", this.#resume);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#resume);
    window.removeEventListener("pageshow", this.#resume);
    this.#watch(undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("call")) return;
    if (this.call === undefined || this.call === "connecting") this.#connectedAt = undefined;
    else if (this.call === "connected") this.#connectedAt ??= monotonic();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("share")) this.style.setProperty("--share", String(this.share));
    // A browser that cannot choose has no such method. A loudspeaker that is gone changes nothing.
    if (changed.has("speaker") && (this.speaker || changed.get("speaker"))) {
      void this.video.setSinkId?.(this.speaker).catch(() => {});
    }
    if (this.blurred && changed.has("blurred")) sink();
    if (!changed.has("remote")) return;
    this.#watch(this.voice ? undefined : this.remote?.getVideoTracks()[0]);
    if (!this.remote) {
      this.#playing();
      return;
    }
    this.#play();
    this.video.requestVideoFrameCallback?.(() => this.onPicture?.());
  }

  #picture(seen: boolean): string {
    if (this.call !== "connected" || seen) return "";
    const words = this.words.call;
    if (this.voice) return words.sayHello;
    if (!this.partnerMedia.camera) return words.cameraOff;
    return this.partnerMedia.soundOnly ? words.theirSoundOnly : words.pictureSoon;
  }

  /** A partner's track is muted until its first frames arrive, and again when they stop. */
  #watch(track: MediaStreamTrack | undefined): void {
    if (this.#watched) this.#watched.onmute = this.#watched.onunmute = null;
    this.#watched = track;
    if (track) track.onmute = track.onunmute = () => this.#look();
    this.#look();
  }

  #look(): void {
    this.partnerVisible = this.#watched !== undefined && !this.#watched.muted;
  }

  /** The page is visible again. */
  readonly #resume = (): void => {
    if (document.visibilityState !== "visible") return;
    if (this.remote && this.video?.paused) this.#play();
    // Muted video may play without a click.
    const self = this.renderRoot.querySelector<HTMLVideoElement>("video.self");
    if (self?.paused) void self.play().catch(() => {});
  };

  /** Nothing here pauses it, so the system did. An element that is removed from the page pauses too. */
  #paused(): void {
    if (this.isConnected && this.remote) this.halted = true;
  }

  #playing(): void {
    this.halted = this.silenced = false;
  }

  #play(): void {
    const { video } = this;
    video.play().then(
      () => this.#playing(),
      (problem: unknown) => {
        this.silenced = problem instanceof Error && problem.name === "NotAllowedError";
        // Any other refusal may only mean that a newer stream replaced this one.
        if (video.paused && this.remote && !this.silenced) this.halted = true;
      },
    );
  }
}
