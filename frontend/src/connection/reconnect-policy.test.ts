import { describe, expect, it } from "vitest";
import { BackoffPolicy } from "./reconnect-policy.js";

describe("BackoffPolicy", () => {
  it("walks down its list, stays at the end and shortens by at most half", () => {
    const longest = new BackoffPolicy([100, 400], () => 0);
    expect([0, 1, 2, 9].map((attempt) => longest.delay(attempt))).toEqual([100, 400, 400, 400]);
    const shortest = new BackoffPolicy([100, 400], () => 1);
    expect([0, 1].map((attempt) => shortest.delay(attempt))).toEqual([50, 200]);
  });

  it("tries several times within the grace of twenty seconds", () => {
    const slowest = new BackoffPolicy(undefined, () => 0);
    const total = [0, 1, 2, 3, 4, 5].reduce((sum, attempt) => sum + slowest.delay(attempt), 0);
    expect(total).toBeLessThan(20_000);
  });
});
