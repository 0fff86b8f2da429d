import type { PropertyValues, TemplateResult } from "lit";
import type { ChosenDevices, ChosenKind, LocalMedia } from "../../media/local-media.js";
import type { Device, DeviceList, Devices } from "../../media/own/devices.js";
import type { Mode } from "../../protocol/values.js";
import type { Kit } from "./kit.js";

/** Milliseconds between two looks at the microphone. */
const pause = 100;

/** How much sound a look is about, in samples. */
const moment = 2_048;

/** Speech is far below full scale. This makes a usual voice about 0.6. */
const gain = 6;

/** The test sound: hertz, and seconds from its beginning. */
const tones = [
  [523.25, 0],
  [659.26, 0.25],
  [783.99, 0.5],
] as const;

/**
 * Makes `<passerby-check>`: own picture, microphone meter, and the choice of camera, microphone and loudspeaker. With
 * `opens` it opens the devices itself, for as long as it is on the page; otherwise it shows those of `media`.
 */
export function defineDeviceCheck(kit: Kit): void {
  if (customElements.get("passerby-check")) return;
  const { css, html, nothing, live, repeat, playing } = kit;

  class PasserbyCheck extends kit.Base {
    static override styles = [
      kit.baseStyles,
      kit.formStyles,
      css`
        :host,
        label {
          display: grid;
          gap: 0.3rem;
        }
        :host {
          gap: 0.8rem;
        }
        video {
          justify-self: center;
          width: min(100%, 260px);
          aspect-ratio: 4 / 3;
          object-fit: cover;
          border-radius: 16px;
          background: var(--passerby-night);
          transform: scaleX(-1);
        }
        @media (max-height: 620px) {
          video {
            width: 150px;
          }
        }
        .meter {
          height: 10px;
          overflow: hidden;
          border: 1px solid var(--passerby-edge);
          border-radius: 999px;
        }
        .meter i {
          display: block;
          width: calc(100% * var(--level, 0));
          height: 100%;
          background: var(--passerby-accent);
        }
        .problem {
          padding: 0.7rem 0.9rem;
          border-radius: 14px;
          background: var(--passerby-lamp-wash);
        }
        .problem button {
          margin-top: 0.5rem;
        }
        .speaker {
          display: flex;
          flex-wrap: wrap;
          align-items: end;
          gap: 0.5rem;
        }
        .speaker label {
          flex: 1 1 10rem;
          min-width: 0;
        }
        select {
          width: 100%;
          min-height: 44px;
          padding: 0 0.7rem;
          border: 1px solid var(--passerby-edge);
          border-radius: 14px;
          font: inherit;
          color: inherit;
          background: var(--passerby-ground);
        }
        @media (forced-colors: active) {
          .meter i {
            background: Highlight;
          }
        }
      `,
    ];

    static override properties = {
      mode: {},
      opens: { type: Boolean },
      media: { attribute: false },
      devices: { attribute: false },
      chosen: { attribute: false },
      asking: { state: true },
    };

    declare mode: Mode;
    declare opens: boolean;
    declare media: LocalMedia;
    declare devices: DeviceList;
    declare chosen: ChosenDevices;
    declare asking: boolean;
    readonly #voices = new kit.Voices(moment);
    readonly #watch: Devices = new kit.Devices((list) => {
      this.devices = list;
    });
    #looking: ReturnType<typeof setInterval> | undefined;
    /** Grows with each request, so that devices that are granted too late are closed. */
    #turn = 0;

    constructor() {
      super();
      this.mode = "video";
      this.opens = this.asking = false;
      this.media = { lacking: "none" };
      this.devices = { cameras: [], microphones: [], speakers: [] };
      this.chosen = {};
    }

    override connectedCallback(): void {
      super.connectedCallback();
      this.#looking = setInterval(() => this.#look(), pause);
      if (this.opens) void this.#open();
    }

    override disconnectedCallback(): void {
      super.disconnectedCallback();
      clearInterval(this.#looking);
      this.#voices.stop();
      this.#watch.unwatch();
      this.#turn += 1;
      if (this.opens) this.#close();
    }

    override render(): TemplateResult {
      const { settings, waiting } = this.words;
      const { stream } = this.media;
      const { cameras, microphones } = this.devices;
      return html`
        ${this.asking ? html`<p role="status">${waiting.asking[this.mode === "audio" ? "audio" : "video"]}</p>` : this.#problem()}
        ${
          stream?.getVideoTracks().length
            ? html`<video .srcObject=${playing(stream)} aria-label=${waiting.preview} autoplay muted playsinline></video>`
            : nothing
        }
        ${this.mode === "video" ? this.#choice("video", settings.camera, cameras) : nothing}
        ${this.#choice("audio", settings.microphone, microphones)}
        ${
          stream?.getAudioTracks().length
            ? html`<div>
                <p class="soft">${settings.speak}</p>
                <div class="meter" role="meter" aria-label=${settings.level} aria-valuemin="0" aria-valuemax="100"><i></i></div>
              </div>`
            : nothing
        }
        ${this.#speaker()}
      `;
    }

    protected override updated(changed: PropertyValues): void {
      if (changed.has("media")) this.#voices.follow("own", this.media.stream);
    }

    /** What was refused or is missing, and what to do about it. */
    #problem(): TemplateResult | typeof nothing {
      const { waiting } = this.words;
      const problem = kit.problemSentence(this.speech, this.media);
      if (!problem) return nothing;
      return html`<div class="problem" role="alert">
        <p>${problem}</p>
        ${this.media.problem === "refused" ? html`<p>${waiting.allow}</p>` : nothing}
        ${this.opens ? html`<button @click=${() => void this.#open()}>${waiting.askAgain}</button>` : nothing}
      </div>`;
    }

    #speaker(): TemplateResult | typeof nothing {
      const { settings } = this.words;
      const { speakers } = this.devices;
      if (!("setSinkId" in HTMLMediaElement.prototype) || speakers.length === 0) return nothing;
      return html`<div class="speaker">
        ${this.#choice("speaker", settings.speaker, speakers)}
        <button @click=${() => void this.#sound()}>${settings.test}</button>
      </div>`;
    }

    #choice(kind: ChosenKind, label: string, devices: readonly Device[]): TemplateResult | typeof nothing {
      if (devices.length === 0) return nothing;
      const known = [this.#inUse(kind), this.chosen[kind], devices[0]?.id];
      const chosen = known.find((one) => devices.some(({ id }) => id === one));
      return html`<label>
        ${label}
        <select
          @change=${(event: Event) => {
            if (event.target instanceof HTMLSelectElement) this.#choose(kind, event.target.value);
          }}
        >
          ${repeat(
            devices,
            ({ id }) => id,
            ({ id, label: name }, index) =>
              html`<option value=${id} .selected=${live(id === chosen)}>
                ${name || this.words.settings.unnamed(String(index + 1))}
              </option>`,
          )}
        </select>
      </label>`;
    }

    /** What the browser opened, which may be another one than was chosen. */
    #inUse(kind: ChosenKind): string | undefined {
      const track = this.media.stream?.getTracks().find((one) => one.kind === kind);
      return track?.getSettings().deviceId;
    }

    #choose(kind: ChosenKind, id: string): void {
      this.dispatchEvent(new kit.DeviceEvent(kind, id));
      // A call may fail to open it, and says what is chosen then. Until it does, the list names what is in use.
      if (!this.opens) return this.requestUpdate();
      this.chosen = { ...this.chosen, [kind]: id };
      if (kind !== "speaker") void this.#open();
    }

    async #open(): Promise<void> {
      this.#turn += 1;
      const turn = this.#turn;
      this.#close();
      this.asking = true;
      const media = await kit.openMedia(this.mode, undefined, this.chosen);
      if (turn !== this.#turn) return kit.closeMedia(media);
      this.asking = false;
      this.media = media;
      this.#watch.watch();
    }

    #close(): void {
      kit.closeMedia(this.media);
      this.media = { lacking: "none" };
    }

    #look(): void {
      const meter = this.renderRoot.querySelector<HTMLElement>(".meter");
      const level = Math.min(1, this.#voices.levelOf("own") * gain);
      meter?.style.setProperty("--level", level.toFixed(2));
      meter?.setAttribute("aria-valuenow", String(Math.round(level * 100)));
    }

    /** Plays three tones on the chosen loudspeaker. An audio context itself cannot choose it in every browser. */
    async #sound(): Promise<void> {
      const context = new AudioContext();
      const out = context.createMediaStreamDestination();
      for (const [frequency, begins] of tones) {
        const tone = new OscillatorNode(context, { frequency });
        const volume = new GainNode(context, { gain: 0.15 });
        tone.connect(volume).connect(out);
        tone.start(context.currentTime + begins);
        tone.stop(context.currentTime + begins + 0.22);
        tone.onended = () => begins === tones[2][1] && setTimeout(() => void context.close().catch(() => {}), 300);
      }
      const player = new Audio();
      player.srcObject = out.stream;
      try {
        await player.setSinkId(this.chosen.speaker ?? "");
      } catch {
        // It was unplugged meanwhile. The usual one plays.
      }
      await player.play().catch(() => {});
    }
  }

  customElements.define("passerby-check", PasserbyCheck);
}
