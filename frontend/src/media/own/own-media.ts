import type { Mode } from "../../protocol/values.js";
import {
  type ChosenDevices,
  closeMedia,
  type Kind,
  kindsOf,
  type LocalMedia,
  lackingOf,
  type MediaProblem,
  noMedia,
  openDevice,
  openMedia,
} from "../local-media.js";
import type { PartnerMedia } from "../partner/partner-media.js";

export interface OwnMediaParts {
  /** Anything that a view may show has changed. */
  readonly changed: () => void;
  /** A call that goes on now has to send this instead; null sends nothing of the kind. */
  readonly replaced: (kind: Kind, track: MediaStreamTrack | null) => void;
  readonly openMedia?: typeof openMedia;
  readonly openDevice?: typeof openDevice;
}

/** The visitor's own camera and microphone: which are used, and whether they are on. */
export class OwnMedia {
  readonly #parts: OwnMediaParts;
  #media: LocalMedia = noMedia;
  #mode: Mode = "text";
  #muted = false;
  #cameraOff = false;
  #chosen: ChosenDevices = {};
  /** Grows with each step, so that a device that was granted too late is put back. */
  readonly #turns: Record<Kind, number> = { audio: 0, video: 0 };

  constructor(parts: OwnMediaParts) {
    this.#parts = parts;
  }

  get media(): LocalMedia {
    return this.#media;
  }

  get muted(): boolean {
    return this.#muted;
  }

  get cameraOff(): boolean {
    return this.#cameraOff;
  }

  get chosen(): ChosenDevices {
    return this.#chosen;
  }

  /** What a partner is to know of it. */
  get summary(): PartnerMedia {
    return {
      microphone: !this.#muted && this.#track("audio") !== undefined,
      camera: this.#track("video") !== undefined,
    };
  }

  /** What is in use serves this mode as it is. */
  fits(mode: Mode): boolean {
    return mode === "text" || (this.#mode === mode && this.#media.lacking === "none");
  }

  /** Asks for what the mode needs; the answer is used only once it is adopted. */
  request(mode: Mode): Promise<LocalMedia> {
    return (this.#parts.openMedia ?? openMedia)(mode, undefined, this.#chosen);
  }

  adopt(media: LocalMedia, mode: Mode): void {
    this.release();
    this.#media = media;
    this.#mode = mode;
    for (const track of media.stream?.getTracks() ?? []) this.#use(track);
  }

  /** Everything goes off. What was chosen is remembered, and so is a muted microphone. */
  release(): void {
    this.#turns.audio += 1;
    this.#turns.video += 1;
    for (const track of this.#media.stream?.getTracks() ?? []) track.onended = null;
    closeMedia(this.#media);
    this.#media = noMedia;
    this.#mode = "text";
    this.#cameraOff = false;
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    const track = this.#track("audio");
    if (track) track.enabled = !muted;
    this.#parts.changed();
  }

  /** Off means off: the device is released and its light goes out. Back on, it is asked for again. */
  async turnCamera(on: boolean): Promise<void> {
    if (on !== this.#cameraOff || !kindsOf(this.#mode).includes("video")) return;
    this.#cameraOff = !on;
    if (on) {
      this.#cameraOff = !(await this.#reopen("video", this.#chosen.video));
    } else {
      this.#turns.video += 1;
      this.#drop("video");
      this.#parts.replaced("video", null);
    }
    this.#parts.changed();
  }

  /** Uses this device from now on, at once if one of its kind is on. */
  async choose(kind: Kind, id: string): Promise<void> {
    const before = this.#chosen;
    this.#chosen = { ...before, [kind]: id };
    const inUse = kindsOf(this.#mode).includes(kind) && !(kind === "video" && this.#cameraOff);
    if (inUse && !(await this.#reopen(kind, id)) && this.#chosen[kind] === id) this.#chosen = before;
    this.#parts.changed();
  }

  async #reopen(kind: Kind, id: string | undefined): Promise<boolean> {
    this.#turns[kind] += 1;
    const turn = this.#turns[kind];
    const open = this.#parts.openDevice ?? openDevice;
    let attempt = await open(kind, id);
    // Telephones open one camera at a time.
    if (!attempt.stream && attempt.problem === "busy" && turn === this.#turns[kind] && this.#track(kind)) {
      this.#track(kind)?.stop();
      attempt = await open(kind, id);
    }
    const [track] = attempt.stream?.getTracks() ?? [];
    if (turn !== this.#turns[kind]) {
      track?.stop();
      return false;
    }
    if (!track) {
      if (this.#track(kind)?.readyState === "ended") this.#drop(kind);
      this.#settle(attempt.stream ? "missing" : attempt.problem);
      return false;
    }
    this.#drop(kind);
    if (this.#media.stream) this.#media.stream.addTrack(track);
    else this.#media = { ...this.#media, ...(attempt.stream ? { stream: attempt.stream } : {}) };
    this.#use(track);
    this.#settle(undefined);
    this.#parts.replaced(kind, track);
    return true;
  }

  #use(track: MediaStreamTrack): void {
    const kind: Kind = track.kind === "video" ? "video" : "audio";
    if (kind === "audio") track.enabled = !this.#muted;
    // Not by us: it was unplugged, or taken back in the browser's settings. Another may be there.
    track.onended = () => void this.#lost(kind);
  }

  async #lost(kind: Kind): Promise<void> {
    if (!(await this.#reopen(kind, undefined))) this.#parts.replaced(kind, null);
    this.#parts.changed();
  }

  #drop(kind: Kind): void {
    const track = this.#track(kind);
    if (!track) return;
    track.onended = null;
    track.stop();
    this.#media.stream?.removeTrack(track);
  }

  /** Says anew what is lacking. A camera that was turned off is not. */
  #settle(problem: MediaProblem | undefined): void {
    const { stream } = this.#media;
    const lacks = kindsOf(this.#mode).filter((kind) => !this.#track(kind) && !(kind === "video" && this.#cameraOff));
    this.#media = {
      ...(stream ? { stream } : {}),
      lacking: lackingOf(lacks),
      ...(problem ? { problem } : {}),
    };
  }

  #track(kind: Kind): MediaStreamTrack | undefined {
    return this.#media.stream?.getTracks().find((track) => track.kind === kind);
  }
}
