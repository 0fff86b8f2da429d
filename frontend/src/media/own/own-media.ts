import type { Mode } from "../../protocol/values.js";
import {
  type ChosenDevices,
  type ChosenKind,
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
import { Plugged } from "./plugged.js";

export interface OwnMediaParts {
  /** Something that a view may show has changed. */
  readonly changed: () => void;
  /** The current call has to send this instead. Null: nothing of this kind. */
  readonly replaced: (kind: Kind, track: MediaStreamTrack | null) => void;
  readonly openMedia?: typeof openMedia;
  readonly openDevice?: typeof openDevice;
}

/** The visitor's own camera and microphone: which ones are used, and whether they are on. */
export class OwnMedia {
  /** What was plugged in during a call. */
  readonly plugged = new Plugged();
  readonly #parts: OwnMediaParts;
  #media: LocalMedia = noMedia;
  #mode: Mode = "text";
  #muted = false;
  #cameraOff = false;
  /** What was taken away during use and could not be had again. */
  readonly #gone = new Set<Kind>();
  #chosen: ChosenDevices = {};
  /** Grows with each step, so that a device that is granted too late is released. */
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

  /** What to tell the partner about them. */
  get summary(): PartnerMedia {
    return { microphone: !this.#muted && this.#runs("audio"), camera: this.#runs("video") };
  }

  /** What should be on but is not: the system holds it, for example during a phone call, or has taken it away. */
  get interrupted(): readonly Kind[] {
    return kindsOf(this.#mode).filter((kind) => {
      if (kind === "video" && this.#cameraOff) return false;
      return this.#gone.has(kind) || (this.#track(kind) !== undefined && !this.#runs(kind));
    });
  }

  /** Whether what is in use is enough for this mode. */
  fits(mode: Mode): boolean {
    return mode === "text" || (this.#mode === mode && this.#media.lacking === "none");
  }

  /** Asks for what the mode needs. The result is used once it is adopted. */
  request(mode: Mode): Promise<LocalMedia> {
    return (this.#parts.openMedia ?? openMedia)(mode, undefined, this.#chosen);
  }

  adopt(media: LocalMedia, mode: Mode): void {
    this.release();
    this.#media = media;
    this.#mode = mode;
    for (const track of media.stream?.getTracks() ?? []) this.#use(track);
  }

  /** Everything goes off. The choice of devices is remembered, and so is a muted microphone. */
  release(): void {
    this.#turns.audio += 1;
    this.#turns.video += 1;
    for (const track of this.#media.stream?.getTracks() ?? []) forget(track);
    this.#gone.clear();
    closeMedia(this.#media);
    this.#media = noMedia;
    this.#mode = "text";
    this.#cameraOff = false;
  }

  /** The microphone stays open, so that the voice is back at once. */
  mute(muted: boolean): void {
    this.#muted = muted;
    const track = this.#track("audio");
    if (track) track.enabled = !muted;
    this.#parts.changed();
  }

  /** Off means off: the device is released and its light goes out. To turn it on again asks for it again. */
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

  /** What was chosen on an earlier visit counts until something else is chosen. */
  prefer(chosen: ChosenDevices): void {
    this.#chosen = { ...chosen, ...this.#chosen };
  }

  /** Uses what was plugged in, or leaves it alone. */
  async settlePlugged(use: boolean): Promise<void> {
    const { offer } = this.plugged;
    this.plugged.settle();
    this.#parts.changed();
    if (!use || !offer) return;
    if (offer.speaker !== undefined) await this.choose("speaker", offer.speaker);
    if (offer.microphone !== undefined) await this.choose("audio", offer.microphone);
  }

  /** Uses this device from now on, and at once if a device of its kind is on. */
  async choose(kind: ChosenKind, id: string): Promise<void> {
    const before = this.#chosen;
    this.#chosen = { ...before, [kind]: id };
    if (kind === "speaker") return this.#parts.changed();
    const inUse = kindsOf(this.#mode).includes(kind) && !(kind === "video" && this.#cameraOff);
    if (inUse && !(await this.#reopen(kind, id)) && this.#chosen[kind] === id) this.#chosen = before;
    this.#parts.changed();
  }

  /**
   * Asks again for what the system has taken away. `wholly`: because the visitor asked, also for what the system only
   * holds.
   */
  async revive(wholly = false): Promise<void> {
    const dead = this.interrupted.filter((kind) => wholly || this.#track(kind)?.readyState !== "live");
    for (const kind of dead) await this.#lost(kind);
  }

  async #reopen(kind: Kind, id: string | undefined): Promise<boolean> {
    this.#turns[kind] += 1;
    const turn = this.#turns[kind];
    const open = this.#parts.openDevice ?? openDevice;
    let attempt = await open(kind, id);
    // Phones open one camera at a time.
    if (
      !attempt.stream &&
      attempt.problem === "busy" &&
      turn === this.#turns[kind] &&
      this.#track(kind)?.readyState === "live"
    ) {
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
    this.#gone.delete(kind);
    this.#settle(undefined);
    this.#parts.replaced(kind, track);
    return true;
  }

  #use(track: MediaStreamTrack): void {
    const kind: Kind = track.kind === "video" ? "video" : "audio";
    if (kind === "audio") track.enabled = !this.#muted;
    // The system holds it and will release it again: a phone call, a covered camera.
    track.onmute = track.onunmute = () => this.#parts.changed();
    // Not stopped by this page: it was unplugged, or taken back in the browser's settings. There may be another.
    track.onended = () => void this.#lost(kind);
  }

  async #lost(kind: Kind): Promise<void> {
    const turn = this.#turns[kind] + 1;
    // Until there is another one, tell the partner that nothing comes.
    this.#gone.add(kind);
    this.#parts.changed();
    const chosen = this.#chosen[kind];
    let found = await this.#reopen(kind, chosen);
    // The chosen device may be the one that was unplugged.
    if (!found && chosen !== undefined && turn === this.#turns[kind]) found = await this.#reopen(kind, undefined);
    if (!found && !this.#track(kind)) this.#parts.replaced(kind, null);
    this.#parts.changed();
  }

  #runs(kind: Kind): boolean {
    const track = this.#track(kind);
    return track?.readyState === "live" && !track.muted;
  }

  #drop(kind: Kind): void {
    const track = this.#track(kind);
    if (!track) return;
    forget(track);
    track.stop();
    this.#media.stream?.removeTrack(track);
  }

  /** Works out again what is lacking. A camera that was turned off is not. */
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

function forget(track: MediaStreamTrack): void {
  track.onended = track.onmute = track.onunmute = null;
}
