import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import type { Level } from "./call-quality.js";
import { QualityController } from "./quality-controller.js";
import type { StatsSample } from "./stats-sample.js";

type Figures = Partial<StatsSample>;

const good: Figures = { rtt: 40, lossOut: 0, available: 3_000_000, limit: "none" };

let controller: QualityController;
let at = 0;
/** What was done, with the second in which it was. */
let steps: string[];

/** Lets the call go on like this, with a sample every two seconds. */
function go(seconds: number, figures: Figures): void {
  for (let passed = 0; passed < seconds; passed += 2) {
    at += 2_000;
    const step = controller.next({ at, ...figures });
    if (step) steps.push(`${at / 1_000} ${step.level} ${step.reason}`);
  }
}

function begin(level?: Level): void {
  controller = new QualityController(level);
  at = 0;
  steps = [];
}

beforeEach(() => {
  begin();
});

describe("QualityController", () => {
  it("decides on a recorded call as it did when that was on", () => {
    const samples: StatsSample[] = JSON.parse(
      readFileSync(new URL("recorded/narrow-path.json", import.meta.url), "utf8"),
    );
    const taken = samples
      .filter(({ path }) => path !== undefined)
      .flatMap((sample) => {
        const step = controller.next(sample);
        return step ? [`${Math.round(sample.at / 1_000)} ${step.level} ${step.reason}`] : [];
      });
    expect(taken).toEqual(["11 180p bandwidth", "46 360p recovered"]);
  });

  it("leaves a call alone that goes well", () => {
    go(300, good);
    expect(steps).toEqual([]);
    expect(controller.level).toBe("720p");
  });

  it("gives the browser's estimate time to grow", () => {
    go(6, { ...good, available: 300_000 });
    go(60, good);
    expect(steps).toEqual([]);
  });

  it("goes at once to what a narrow path can carry", () => {
    go(20, good);
    go(10, { ...good, available: 250_000 });
    expect(steps).toEqual(["24 360p bandwidth"]);
  });

  it("sends no picture where there is room for the sound only", () => {
    go(20, good);
    go(60, { ...good, available: 50_000 });
    expect(steps[0]).toBe("24 audio bandwidth");
  });

  it("takes one bad moment for what it is", () => {
    for (let time = 0; time < 20; time += 1) {
      go(2, { ...good, lossOut: 0.15 });
      go(6, good);
    }
    expect(steps).toEqual([]);
  });

  it.each([
    ["loss", { lossOut: 0.1 }],
    ["delay", { rtt: 900 }],
  ])("gives way step by step while there is %s", (reason, trouble) => {
    go(20, good);
    go(16, { ...good, ...trouble });
    expect(steps).toEqual([`24 480p ${reason}`, `28 360p ${reason}`, `32 180p ${reason}`, `36 audio ${reason}`]);
  });

  it("does not wait for a second look at a disaster", () => {
    go(20, good);
    go(2, { ...good, lossOut: 0.4 });
    expect(steps).toEqual(["22 480p loss"]);
  });

  it("spares a machine that cannot keep up, but never takes its picture", () => {
    go(20, good);
    go(600, { ...good, limit: "cpu" });
    expect(steps).toEqual(["28 480p cpu", "36 360p cpu", "44 180p cpu"]);
  });

  it("comes back level by level when all has been well for a while", () => {
    begin("180p");
    go(40, good);
    expect(steps).toEqual(["12 360p recovered", "24 480p recovered", "36 720p recovered"]);
  });

  it("stays below what the path can only just carry", () => {
    begin("360p");
    go(120, { ...good, available: 450_000 });
    expect(steps).toEqual([]);
    go(12, { ...good, available: 520_000 });
    expect(controller.level).toBe("480p");
  });

  it("neither rises nor falls between well and bad", () => {
    begin("360p");
    go(300, { ...good, lossOut: 0.05 });
    expect(steps).toEqual([]);
  });

  it("tries the picture again, later and later, where only trying can tell", () => {
    const silent = (): boolean => controller.level === "audio";
    begin("audio");
    for (let time = 0; time < 5; time += 1) {
      while (silent()) go(2, { rtt: 40, lossOut: 0, available: 40_000 });
      while (!silent()) go(2, { rtt: 40, lossOut: 0.3 });
    }
    const tries = steps.filter((step) => step.includes("recovered")).map((step) => Number.parseInt(step, 10));
    const pauses = tries.map((time, index) => time - (tries[index - 1] ?? 0));
    expect(pauses).toEqual([12, 24, 44, 84, 84]);
  });

  it("does not swing on a path that carries the smaller picture only", () => {
    begin("360p");
    for (let passed = 0; passed < 600; passed += 2) {
      const crowded = controller.level !== "360p";
      go(2, { ...good, available: crowded ? 300_000 : 600_000, lossOut: crowded ? 0.1 : 0 });
    }
    expect(steps.length).toBeLessThan(20);
    const last = steps.slice(-4).map((step) => Number.parseInt(step, 10));
    expect((last[2] ?? 0) - (last[0] ?? 0)).toBeGreaterThanOrEqual(80);
  });

  it("knows what to do without the browser's estimate", () => {
    begin("480p");
    go(12, { rtt: 40, lossOut: 0 });
    go(6, { rtt: 40, lossOut: 0.1 });
    expect(steps).toEqual(["12 720p recovered", "16 480p loss"]);
  });
});
