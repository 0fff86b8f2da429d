import type { Mode } from "../../protocol/values.js";
import { monotonic, timeOfDay } from "../../time/clock.js";
import { applyLevel } from "./apply-level.js";
import type { CallQuality, Grade, LevelChange } from "./call-quality.js";
import { budgets, QualityController } from "./quality-controller.js";
import { arrivals, lossOf, StatsReader, type StatsSample } from "./stats-sample.js";

export interface QualityMonitorParts {
  readonly mode: Mode;
  readonly stats: () => Promise<RTCStatsReport>;
  readonly pictureSender: () => RTCRtpSender | undefined;
  /** Called with every sample. */
  readonly measured: (quality: CallQuality, sample: StatsSample, stats: RTCStatsReport) => void;
  readonly problem: (problem: unknown) => void;
}

const samplePause = 2_000;

/** Samples come this often, in milliseconds, until the partner is seen or heard, to know that moment more exactly. */
const arrivalPause = 100;
const arrivalPatience = 30_000;

/**
 * A call begins with a small picture; see `beginSmall`. It grows after the first of these times, in milliseconds, if the
 * path seems wide enough, and after the second in any case.
 */
const smallAtLeast = 2_000;
const smallAtMost = 8_000;

/** After this long with sound and no picture, in milliseconds, there is no camera on the other side. */
const pictureless = 3_000;

/** Measures a call from the match on, and keeps the picture as large as the path and the machine allow. */
export class QualityMonitor {
  readonly #parts: QualityMonitorParts;
  readonly #reader = new StatsReader();
  readonly #controller = new QualityController();
  readonly #startedAt = monotonic();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  #sampledAt = Number.NEGATIVE_INFINITY;
  #heardAt: number | undefined;
  #setup: number | undefined;
  #quality: CallQuality = { grade: "good" };
  #change: LevelChange | undefined;
  #tuned: MediaStreamTrack | undefined;
  #connectedAt: number | undefined;
  #grown = false;
  /** Parameters have to be written back before they are read again. */
  #tuning: Promise<void> = Promise.resolve();

  constructor(parts: QualityMonitorParts) {
    this.#parts = parts;
    this.#schedule();
  }

  get quality(): CallQuality {
    return this.#quality;
  }

  get setup(): number | undefined {
    return this.#setup;
  }

  get elapsed(): number {
    return monotonic() - this.#startedAt;
  }

  /** A view saw the partner's first picture before the next sample. */
  pictureShown(): void {
    this.#setup ??= this.elapsed;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#stopped) return;
    const soon = this.#setup === undefined && this.elapsed < arrivalPatience;
    this.#timer = setTimeout(() => void this.#look(), soon ? arrivalPause : samplePause);
  }

  async #look(): Promise<void> {
    try {
      const stats = await this.#parts.stats();
      if (this.#stopped) return;
      this.#watchArrival(arrivals(stats));
      if (monotonic() - this.#sampledAt >= samplePause) this.#take(this.#reader.read(stats), stats);
    } catch (problem) {
      if (!this.#stopped) this.#parts.problem(problem);
    }
    this.#schedule();
  }

  #watchArrival({ pictures, sound }: { pictures: number; sound: number }): void {
    if (this.#setup !== undefined) return;
    if (sound > 0) this.#heardAt ??= this.elapsed;
    const heardAt = this.#heardAt;
    if (pictures > 0) this.#setup = this.elapsed;
    else if (this.#parts.mode === "audio") this.#setup = heardAt;
    else if (heardAt !== undefined && this.elapsed - heardAt > pictureless) this.#setup = heardAt;
    // The first sample comes with the first picture, so a view knows at once that the call is well.
    if (this.#setup !== undefined) this.#sampledAt = Number.NEGATIVE_INFINITY;
  }

  #take(sample: StatsSample, stats: RTCStatsReport): void {
    this.#sampledAt = monotonic();
    const sender = this.#parts.mode === "video" ? this.#parts.pictureSender() : undefined;
    const track = sender?.track;
    const connected = sample.path !== undefined;
    if (sender && track && connected) this.#adapt(sender, track, sample);
    this.#quality = this.#describe(sample, track ? this.#controller.level : undefined);
    this.#parts.measured(this.#quality, sample, stats);
  }

  #adapt(sender: RTCRtpSender, track: MediaStreamTrack, sample: StatsSample): void {
    const from = this.#controller.level;
    const step = this.#controller.next(sample);
    if (step) this.#change = { at: timeOfDay(), from, to: step.level, reason: step.reason };
    this.#grown ||= step !== undefined || this.#mayGrow(sample);
    if (!this.#grown) return;
    // Another track may have another size.
    if (!step && track === this.#tuned) return;
    this.#tuned = track;
    this.#tuning = this.#tuning
      .then(() => (this.#stopped ? undefined : applyLevel(sender, this.#controller.level)))
      .catch((problem: unknown) => this.#parts.problem(problem));
  }

  #mayGrow({ available }: StatsSample): boolean {
    const now = monotonic();
    this.#connectedAt ??= now;
    const since = now - this.#connectedAt;
    const level = this.#controller.level;
    const wide = available === undefined || level === "audio" || available >= budgets[level].least;
    return since >= (wide ? smallAtLeast : smallAtMost);
  }

  #describe(sample: StatsSample, level: CallQuality["level"]): CallQuality {
    const { rtt, sending, receiving, available, path } = sample;
    const described = {
      level,
      change: this.#change,
      path,
      setup: this.#setup,
      rtt,
      loss: lossOf(sample),
      sending,
      receiving,
      available,
    };
    const known = Object.fromEntries(Object.entries(described).filter(([, value]) => value !== undefined));
    return { grade: gradeOf(described), ...known };
  }
}

interface Figures {
  readonly level: CallQuality["level"];
  readonly rtt: number | undefined;
  readonly loss: number | undefined;
}

function gradeOf({ level, rtt = 0, loss = 0 }: Figures): Grade {
  if (loss >= 0.08 || rtt >= 700 || level === "180p" || level === "audio") return "weak";
  return loss >= 0.03 || rtt >= 300 || level === "360p" ? "fair" : "good";
}
