/** How loud a voice is, from 0 to 1. */
export interface Loudness {
  readonly own: number;
  readonly partner: number;
}

/** Speech is far below full scale. This makes a usual voice about 0.6. */
const gain = 6;

/** Measures how loud the two voices of a call are. Nothing of it is kept or sent. */
export class Voices {
  #context: AudioContext | undefined;
  readonly #ears = new Map<keyof Loudness, Ear>();

  /** Follows these streams from now on. Without sound, or in a browser that cannot measure it, a voice is 0. */
  follow(side: keyof Loudness, stream: MediaStream | undefined): void {
    const track = stream?.getAudioTracks()[0];
    if (this.#ears.get(side)?.track === track) return;
    this.#ears.get(side)?.close();
    this.#ears.delete(side);
    if (!track || typeof AudioContext === "undefined") return;
    this.#context ??= new AudioContext();
    this.#ears.set(side, new Ear(this.#context, track));
  }

  get loudness(): Loudness {
    return { own: this.#ears.get("own")?.level ?? 0, partner: this.#ears.get("partner")?.level ?? 0 };
  }

  stop(): void {
    for (const ear of this.#ears.values()) ear.close();
    this.#ears.clear();
    void this.#context?.close();
    this.#context = undefined;
  }
}

class Ear {
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(
    context: AudioContext,
    readonly track: MediaStreamTrack,
  ) {
    this.#source = context.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 512;
    this.#source.connect(this.#analyser);
    this.#samples = new Float32Array(this.#analyser.fftSize);
  }

  get level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return Math.min(1, Math.sqrt(power) * gain);
  }

  close(): void {
    this.#source.disconnect();
  }
}
