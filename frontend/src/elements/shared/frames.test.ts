import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Frames } from "./frames.js";

let pictures: (() => void)[];
let page: { visibilityState: string };
let done: number;
let frames: Frames;

const nextPicture = (): void => {
  for (const draw of pictures.splice(0)) draw();
};

beforeEach(() => {
  vi.useFakeTimers();
  pictures = [];
  page = { visibilityState: "visible" };
  done = 0;
  frames = new Frames(() => {
    done += 1;
  });
  vi.stubGlobal("document", page);
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => pictures.push(draw));
  vi.stubGlobal("cancelAnimationFrame", () => {});
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("does for one picture once what is asked for fifty times", () => {
  for (let picture = 1; picture <= 3; picture += 1) {
    for (let asked = 0; asked < 50; asked += 1) frames.ask();
    expect(done).toBe(picture - 1);
    nextPicture();
    expect(done).toBe(picture);
  }
  vi.advanceTimersByTime(10_000);
  expect(done).toBe(3);
});

it("waits for no picture that does not come", () => {
  frames.ask();
  vi.advanceTimersByTime(250);
  expect(done).toBe(1);
  nextPicture();
  expect(done).toBe(1);
});

it("does it at once in a page out of sight, whose timers are late", async () => {
  page.visibilityState = "hidden";
  for (let asked = 0; asked < 50; asked += 1) frames.ask();
  await Promise.resolve();
  expect(done).toBe(1);
});

it("does nothing after it was stopped", () => {
  frames.ask();
  frames.stop();
  nextPicture();
  vi.advanceTimersByTime(1_000);
  expect(done).toBe(0);
});
