import type { QualityFrame } from "../../protocol/client-frames.js";
import type { Level } from "./call-quality.js";
import { lossOf, type StatsSample } from "./stats-sample.js";

/** The server takes one every five seconds. One second more, because clocks and networks stretch time. */
const leastPause = 6_000;
const usualPause = 30_000;

/** Tells the server how a call goes: once it is set up, when it changes, and every now and then. */
export class QualityReports {
  #sentAt = Number.NEGATIVE_INFINITY;
  #level: Level | undefined;

  constructor(
    private readonly room: string,
    private readonly send: (frame: QualityFrame) => void,
  ) {}

  /** `setup`: how long it took until the partner was seen or heard. */
  measured(at: number, setup: number | undefined, level: Level | undefined, sample: StatsSample): void {
    const pause = level === this.#level ? usualPause : leastPause;
    if (setup === undefined || sample.local === undefined || at - this.#sentAt < pause) return;
    this.#level = level;
    const { local, rtt, receiving } = sample;
    const loss = lossOf(sample);
    this.#tell(at, {
      type: "quality",
      room: this.room,
      ice: local,
      setup: Math.round(setup),
      ...(rtt === undefined ? {} : { rtt: Math.round(rtt) }),
      ...(loss === undefined ? {} : { loss: Math.round(Math.min(1, loss) * 1_000) / 1_000 }),
      ...(receiving === undefined ? {} : { bitrate: Math.round(receiving) }),
    });
  }

  /** No path was found after this long. */
  failed(at: number, setup: number): void {
    if (at - this.#sentAt < leastPause) return;
    this.#tell(at, { type: "quality", room: this.room, ice: "failed", setup: Math.round(setup) });
  }

  #tell(at: number, frame: QualityFrame): void {
    this.#sentAt = at;
    this.send(frame);
  }
}
