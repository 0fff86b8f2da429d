import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Census } from "./census.js";

let answers: (number | undefined)[];
let asked: number;
let hidden: boolean;
let changes: number;
let census: Census;

beforeEach(() => {
  vi.useFakeTimers();
  [answers, asked, hidden, changes] = [[], 0, false, 0];
  census = new Census(
    () => {
      asked += 1;
      return Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]);
    },
    () => {
      changes += 1;
    },
    () => hidden,
  );
});

afterEach(() => {
  census.want(false);
  vi.useRealTimers();
});

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

it("asks at once, then now and then, and tells only what is new", async () => {
  answers = [3, 3, 5];
  census.want(true);
  await pass(0);
  expect([census.online, asked, changes]).toEqual([3, 1, 1]);
  await pass(15_000);
  expect([census.online, asked, changes]).toEqual([3, 2, 1]);
  await pass(15_000);
  expect([census.online, asked, changes]).toEqual([5, 3, 2]);
});

it("asks nothing while nobody wants to know", async () => {
  answers = [3];
  await pass(60_000);
  expect(asked).toBe(0);
  census.want(true);
  await pass(0);
  census.want(false);
  await pass(600_000);
  expect([census.online, asked]).toEqual([undefined, 1]);
});

it("asks a server that does not answer less and less often", async () => {
  census.want(true);
  await pass(3_600_000);
  expect(asked).toBeLessThan(20);
  expect(census.online).toBeUndefined();
  answers = [4];
  await pass(240_000);
  expect(census.online).toBe(4);
});

it("asks nothing on a page out of sight", async () => {
  answers = [3];
  hidden = true;
  census.want(true);
  await pass(60_000);
  expect(asked).toBe(0);
  hidden = false;
  await pass(15_000);
  expect(census.online).toBe(3);
});
