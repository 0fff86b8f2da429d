import { type ChangeReason, type Level, levels } from "./call-quality.js";
import type { StatsSample } from "./stats-sample.js";

/** The bit rate of a picture at each level: the least that makes it worth sending, and the most. */
export interface Budget {
  readonly least: number;
  readonly most: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

export const budgets: Record<Exclude<Level, "audio">, Budget> = {
  "720p": { least: 800_000, most: 2_000_000, height: 720, framesPerSecond: 30 },
  "480p": { least: 400_000, most: 900_000, height: 480, framesPerSecond: 30 },
  "360p": { least: 200_000, most: 500_000, height: 360, framesPerSecond: 30 },
  "180p": { least: 80_000, most: 200_000, height: 180, framesPerSecond: 15 },
};

export interface LevelStep {
  readonly level: Level;
  readonly reason: ChangeReason;
}

/**
 * The browser's own estimate starts low and climbs. Before this time, in milliseconds, it says nothing about the path.
 */
const warmUp = 8_000;

/** One bad moment does not count: this many samples in a row have to agree before the picture gets smaller. */
const troubleSamples = 2;
const cpuSamples = 4;

/**
 * How long everything has to be well before the picture gets larger, and the most that this grows to, in milliseconds.
 */
const firstRest = 10_000;
const longestRest = 80_000;

/** A step up that is taken back within this time, in milliseconds, was a mistake. The next one waits longer. */
const regret = 15_000;

const trouble = { loss: 0.08, rtt: 700 };
const disaster = { loss: 0.25, rtt: 2_000 };
const calm = { loss: 0.02, rtt: 400 };

/** How much more than the least of a level is needed to climb to it. */
const margin = 1.25;

/**
 * Decides how large a picture is sent. It goes down quickly, several levels at once if the path is that narrow, and up
 * slowly, one level at a time, and slower after each mistake. Loss and delay spoil the sound too, so the picture gives
 * way until they stop. The sound itself is never made worse.
 */
export class QualityController {
  #level: Level;
  #startedAt: number | undefined;
  #wentUpAt = Number.NEGATIVE_INFINITY;
  #wellSince: number | undefined;
  #rest = firstRest;
  #bad = 0;
  #hot = 0;

  constructor(level: Level = "720p") {
    this.#level = level;
  }

  get level(): Level {
    return this.#level;
  }

  /** Takes the next sample. Returns the step to take, if there is one. */
  next(sample: StatsSample): LevelStep | undefined {
    this.#startedAt ??= sample.at;
    const young = sample.at - this.#startedAt < warmUp;
    this.#hot = sample.limit === "cpu" ? this.#hot + 1 : 0;
    const down = this.#troubleIn(sample, young);
    if (down) {
      this.#wellSince = undefined;
      return this.#goDown(sample, down);
    }
    this.#bad = 0;
    if (!this.#isWell(sample)) {
      this.#wellSince = undefined;
      return undefined;
    }
    this.#wellSince ??= sample.at;
    return sample.at - this.#wellSince >= this.#rest ? this.#goUp(sample) : undefined;
  }

  #troubleIn(sample: StatsSample, young: boolean): ChangeReason | undefined {
    if (this.#level === "audio") return undefined;
    const { lossOut = 0, rtt = 0, available } = sample;
    if (lossOut >= trouble.loss) return "loss";
    if (rtt >= trouble.rtt) return "delay";
    if (!young && available !== undefined && available < budgets[this.#level].least) return "bandwidth";
    return this.#hot >= cpuSamples ? "cpu" : undefined;
  }

  #goDown(sample: StatsSample, reason: ChangeReason): LevelStep | undefined {
    const { lossOut = 0, rtt = 0, available } = sample;
    this.#bad += 1;
    const atOnce = lossOut >= disaster.loss || rtt >= disaster.rtt || reason === "cpu";
    if (this.#bad < troubleSamples && !atOnce) return undefined;
    const below = levels.slice(levels.indexOf(this.#level) + 1);
    // A weak machine can always send a small picture. Only a path may be too bad for any.
    if (reason === "cpu" && below[0] === "audio") return undefined;
    const fitting = below.find(
      (level) => level === "audio" || available === undefined || budgets[level].least <= available,
    );
    const target = reason === "bandwidth" ? fitting : below[0];
    if (sample.at - this.#wentUpAt < regret) this.#rest = Math.min(this.#rest * 2, longestRest);
    return target && this.#become(target, reason);
  }

  #isWell({ lossOut = 0, rtt = 0, limit }: StatsSample): boolean {
    return lossOut <= calm.loss && rtt <= calm.rtt && limit !== "cpu";
  }

  #goUp(sample: StatsSample): LevelStep | undefined {
    const above = levels[levels.indexOf(this.#level) - 1];
    if (above === undefined || above === "audio") return undefined;
    // Without a picture the browser's estimate stays at what the sound needs, so only trying tells.
    const blind = this.#level === "audio" || sample.available === undefined;
    if (!blind && (sample.available ?? 0) < budgets[above].least * margin) return undefined;
    // A level that lasted long shows that the last step up was no mistake.
    if (sample.at - this.#wentUpAt > 4 * regret) this.#rest = Math.max(firstRest, this.#rest / 2);
    this.#wentUpAt = sample.at;
    return this.#become(above, "recovered");
  }

  #become(level: Level, reason: ChangeReason): LevelStep {
    this.#level = level;
    this.#wellSince = undefined;
    this.#bad = this.#hot = 0;
    return { level, reason };
  }
}
