import { type VoiceLevel, voiceLevelOf } from "./voice-level.js";

export type Side = "own" | "partner";

/** How loud the two voices of a call are. Nothing of it is kept or sent. */
export class Voices {
  readonly #followed = new Map<Side, { readonly track: MediaStreamTrack; readonly level: VoiceLevel | undefined }>();

  /** @param samples how much of the sound a level is about: 48,000 are one second */
  constructor(private readonly samples: number) {}

  /** Follows this stream from now on. Without sound, or in a browser that cannot measure it, a voice is 0. */
  follow(side: Side, stream: MediaStream | undefined): void {
    const track = stream?.getAudioTracks()[0];
    const before = this.#followed.get(side);
    if (before?.track === track) return;
    before?.level?.close();
    this.#followed.delete(side);
    if (track) this.#followed.set(side, { track, level: voiceLevelOf(new MediaStream([track]), this.samples) });
  }

  /** From 0 to 1. */
  levelOf(side: Side): number {
    return this.#followed.get(side)?.level?.level ?? 0;
  }

  stop(): void {
    for (const { level } of this.#followed.values()) level?.close();
    this.#followed.clear();
  }
}
