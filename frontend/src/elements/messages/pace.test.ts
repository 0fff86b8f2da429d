import { beforeEach, expect, it } from "vitest";
import { mostRows, Pace } from "./pace.js";

let now: number;
let pace: Pace;

/** Makes a picture that takes so many milliseconds, and rests as long as is asked for; how many rows it had. */
function picture(took: number): number {
  while (pace.rows === 0) now += 1;
  const { rows } = pace;
  pace.begin();
  now += took;
  done();
  return rows;
}

let done: () => void;

beforeEach(() => {
  now = 0;
  pace = new Pace(
    () => now,
    (drawn) => {
      done = drawn;
    },
  );
});

it("adds more rows as long as pictures are quick", () => {
  expect([1, 1, 1, 1, 1].map(picture)).toEqual([2, 4, 8, mostRows, mostRows]);
});

it("adds fewer rows when they take long, and never none for good", () => {
  expect([1, 1, 400, 400, 400, 90, 90].map(picture)).toEqual([2, 4, 8, 4, 2, 1, 1]);
  expect([5, 5].map(picture)).toEqual([1, 2]);
});

it("rests after a picture for as long as that took", () => {
  picture(120);
  expect(pace.rows).toBe(0);
  now += 119;
  expect(pace.rows).toBe(0);
  now += 1;
  expect(pace.rows).toBe(1);
});
