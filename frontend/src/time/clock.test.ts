import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { monotonic, Stopwatch, timeOfDay } from "./clock.js";

const hour = 3_600_000;
const sources = fileURLToPath(new URL("..", import.meta.url));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("Stopwatch", () => {
  it("does not care for a clock that is set back", () => {
    const watch = new Stopwatch();
    vi.setSystemTime(timeOfDay() - 13 * hour);
    vi.advanceTimersByTime(1_500);
    expect([watch.elapsed, watch.longest]).toEqual([1_500, 1_500]);
  });

  it("tells of time that may have been slept through, and never measures with it", () => {
    const watch = new Stopwatch();
    // A machine that slept for an hour may find `performance.now()` where it was; the standard leaves it open.
    vi.setSystemTime(timeOfDay() + hour);
    vi.advanceTimersByTime(1_500);
    expect([watch.elapsed, watch.longest]).toEqual([1_500, hour + 1_500]);
  });

  it("begins anew with each page", () => {
    expect(monotonic()).toBeLessThan(hour);
  });
});

describe("the sources", () => {
  it("read no clock but this one", () => {
    const readers = readdirSync(sources, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("time/"))
      .filter((name) =>
        /\bDate\b\s*(\.now|\()|\bperformance\s*\.\s*now|\.timeStamp\b/.test(readFileSync(join(sources, name), "utf8")),
      );
    expect(readers).toEqual([]);
  });
});
