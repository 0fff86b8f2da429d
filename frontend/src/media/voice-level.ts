/** A voice that is louder than this, of 1, counts as speaking. */
export const speaking = 0.02;

/** How loud the sound of a stream is. The browser's analyser does the work; nothing is kept or played. */
export class VoiceLevel {
  readonly #context: AudioContext;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  /** @param samples how much of the sound the level is about: 48,000 are one second */
  constructor(stream: MediaStream, samples: number, context: AudioContext = new AudioContext()) {
    this.#context = context;
    this.#source = context.createMediaStreamSource(stream);
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = samples;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source.connect(this.#analyser);
    void context.resume().catch(() => {});
  }

  /** From 0 to 1, of the last moment. */
  get level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return Math.min(1, Math.sqrt(power));
  }

  close(): void {
    this.#source.disconnect();
    void this.#context.close().catch(() => {});
  }
}

/** Follows the level of a stream that may have no sound. Undefined where nothing can be heard. */
export function voiceLevelOf(stream: MediaStream, samples: number): VoiceLevel | undefined {
  if (!stream.getAudioTracks().length || !("AudioContext" in globalThis)) return undefined;
  try {
    return new VoiceLevel(stream, samples);
  } catch {
    // A browser has few contexts, and may refuse one more.
    return undefined;
  }
}
