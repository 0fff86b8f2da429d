/** Two soft tones, a fifth apart: frequency in hertz and beginning in seconds. */
const tones = [
  [523.25, 0],
  [783.99, 0.16],
] as const;

const loudness = 0.08;
const fading = 0.7;

/** Plays a short, soft sound. Where the browser allows none, nothing happens. */
export function chime(): void {
  if (typeof AudioContext === "undefined") return;
  const context = new AudioContext();
  for (const [frequency, begins] of tones) {
    const at = context.currentTime + begins;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loudness, at + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + fading);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + fading);
  }
  setTimeout(() => void context.close().catch(() => {}), 2_000);
}
