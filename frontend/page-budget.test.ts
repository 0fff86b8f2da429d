import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { overweight } from "./page-budget.js";

const noise = (bytes: number): string => randomBytes(bytes).toString("latin1");

it("counts what goes over the wire, of all scripts together", () => {
  const scripts = [
    { fileName: "a.js", code: " ".repeat(1_000_000) },
    { fileName: "b.js", code: "x".repeat(1_000_000) },
  ];
  expect(overweight(scripts, 4_000)).toBeUndefined();
  expect(overweight(scripts, 1_500)).toContain("1500 are allowed");
});

it("names every script of a page that is too heavy", () => {
  const scripts = [
    { fileName: "a.js", code: noise(700) },
    { fileName: "b.js", code: noise(700) },
  ];
  expect(overweight(scripts, 1_000)).toMatch(/a\.js \d+, b\.js \d+/);
});
