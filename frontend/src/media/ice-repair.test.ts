import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IceRepair, type PathState } from "./ice-repair.js";

let restarts: number[];
let states: PathState[];
let repair: IceRepair;

function begin(polite = false): void {
  restarts = [];
  states = [];
  const start = Date.now();
  repair = new IceRepair({
    polite,
    restart: () => restarts.push(Date.now() - start),
    changed: (state) => states.push(state),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  begin();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("IceRepair", () => {
  it("begins anew when no path is found at first, without a word of the browser", () => {
    repair.handle("connecting");
    vi.advanceTimersByTime(120_000);
    expect(restarts).toEqual([15_000, 20_000, 27_000, 37_000, 52_000]);
    expect(states).toEqual(["failed"]);
  });

  it("lets a short interruption heal by itself", () => {
    repair.handle("connected");
    repair.handle("disconnected");
    vi.advanceTimersByTime(2_999);
    repair.handle("connected");
    vi.advanceTimersByTime(60_000);
    expect(restarts).toEqual([]);
    expect(states).toEqual(["connected", "interrupted", "connected"]);
  });

  it("restarts later and later, and gives up in the end", () => {
    repair.handle("failed");
    vi.advanceTimersByTime(120_000);
    expect(restarts).toEqual([0, 5_000, 12_000, 22_000, 37_000]);
    expect(states.at(-1)).toBe("failed");
  });

  it("does not begin anew with each change of state that a restart brings", () => {
    repair.handle("disconnected");
    vi.advanceTimersByTime(3_000);
    repair.handle("connecting");
    repair.handle("failed");
    vi.advanceTimersByTime(4_999);
    expect(restarts).toEqual([3_000]);
    vi.advanceTimersByTime(1);
    expect(restarts).toEqual([3_000, 8_000]);
  });

  it("starts over when the path was found and is lost again", () => {
    repair.handle("failed");
    vi.advanceTimersByTime(12_000);
    repair.handle("connected");
    repair.handle("failed");
    vi.advanceTimersByTime(5_000);
    expect(restarts).toEqual([0, 5_000, 12_000, 12_000, 17_000]);
  });

  it("lets the impolite side begin", () => {
    begin(true);
    repair.handle("failed");
    vi.advanceTimersByTime(1_500);
    expect(restarts).toEqual([1_500]);
  });

  it("hopes again when there is reason to, but not without need", () => {
    repair.handle("failed");
    vi.advanceTimersByTime(120_000);
    repair.renew();
    vi.advanceTimersByTime(0);
    expect(restarts).toHaveLength(6);
    expect(states.slice(-2)).toEqual(["failed", "interrupted"]);
    repair.handle("connected");
    repair.renew();
    vi.advanceTimersByTime(60_000);
    expect(restarts).toHaveLength(6);
  });

  it("does nothing once it is closed", () => {
    repair.handle("disconnected");
    repair.close();
    repair.renew();
    vi.advanceTimersByTime(60_000);
    expect(restarts).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
