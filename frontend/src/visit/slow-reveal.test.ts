import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SlowReveal } from "./slow-reveal.js";

let told: boolean[];
let listeners: number;
let speaking: { own: boolean; partner: boolean };
let reveal: SlowReveal;
let heard: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  listeners = 0;
  heard = true;
  speaking = { own: true, partner: true };
  reveal = new SlowReveal({
    tell: (on) => {
      told.push(on);
      return heard;
    },
    changed: () => {},
    listen: () => {
      listeners += 1;
      return {
        speaking: () => speaking,
        close: () => {
          listeners -= 1;
        },
      };
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

it.each(["own", "partner"] as const)("thins nothing while only one has agreed: %s", (who) => {
  if (who === "own") reveal.ask(true);
  else reveal.handle(true);
  vi.advanceTimersByTime(120_000);
  expect(reveal.state).toMatchObject({ [who]: true, share: 0 });
  expect(listeners).toBe(0);
});

it("thins while both talk, until the pictures are clear", () => {
  reveal.handle(true);
  reveal.ask(true);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(22_500);
  expect(reveal.state.share).toBeCloseTo(0.5);
  vi.advanceTimersByTime(60_000);
  expect(reveal.state.share).toBe(1);
  // Clear pictures need nobody to listen any more, and stay clear.
  expect([listeners, vi.getTimerCount()]).toEqual([0, 0]);
  reveal.handle(true);
  expect([reveal.state.share, listeners, vi.getTimerCount()]).toEqual([1, 0, 0]);
});

it("stands still when one of them falls silent", () => {
  reveal.ask(true);
  reveal.handle(true);
  vi.advanceTimersByTime(4_500);
  speaking = { own: true, partner: false };
  vi.advanceTimersByTime(60_000);
  const { share } = reveal.state;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.3);
  vi.advanceTimersByTime(60_000);
  expect(reveal.state.share).toBe(share);
});

it("takes what is written for talk", () => {
  speaking = { own: false, partner: false };
  reveal.ask(true);
  reveal.handle(true);
  vi.advanceTimersByTime(10_000);
  expect(reveal.state.share).toBe(0);
  reveal.said("own");
  reveal.said("partner");
  vi.advanceTimersByTime(4_500);
  expect(reveal.state.share).toBeCloseTo(0.1);
});

it.each(["own", "partner"] as const)("is stopped at once by either, and both must agree anew: %s", (who) => {
  reveal.ask(true);
  reveal.handle(true);
  vi.advanceTimersByTime(20_000);
  if (who === "own") reveal.ask(false);
  else reveal.handle(false);
  // Also a consent that crosses a stop on its way is taken back.
  expect(told).toEqual([true, false]);
  expect(reveal.state).toEqual({ own: false, partner: false, share: 0 });
  expect(listeners).toBe(0);
  if (who === "own") reveal.ask(true);
  else reveal.handle(true);
  vi.advanceTimersByTime(20_000);
  expect(reveal.state.share).toBe(0);
});

it("does not agree to what the partner cannot hear of", () => {
  heard = false;
  reveal.ask(true);
  expect(reveal.state.own).toBe(false);
});

it("tells a partner who was away that the consent is gone", () => {
  reveal.ask(true);
  reveal.apart();
  expect(reveal.state.own).toBe(false);
  reveal.joined();
  reveal.joined();
  expect(told).toEqual([true, false]);
});

it("tells a partner whose consent was lost while they were away", () => {
  reveal.handle(true);
  reveal.apart();
  expect(reveal.state.partner).toBe(false);
  reveal.apart();
  reveal.joined();
  expect(told).toEqual([false]);
});

it.each([
  ["own", () => reveal.ask(false)],
  ["partner", () => reveal.handle(false)],
])("tells a stop again that the partner could not hear: %s", (_, stop) => {
  reveal.ask(true);
  heard = false;
  stop();
  expect(reveal.state.own).toBe(false);
  heard = true;
  reveal.joined();
  reveal.joined();
  expect(told).toEqual([true, false, false]);
});

it("tells what is owed before a new consent", () => {
  reveal.handle(true);
  reveal.apart();
  reveal.ask(true);
  reveal.joined();
  expect(told).toEqual([false, true]);
});

it("owes nothing to the partner of the next room", () => {
  reveal.ask(true);
  reveal.apart();
  reveal.forget();
  reveal.joined();
  expect(told).toEqual([true]);
});
