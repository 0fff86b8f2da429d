import { randomBytes } from "node:crypto";
import type { Plugin } from "vite";
import { expect, it } from "vitest";
import { consoleBudgetBytes, overweight, pageBudget } from "./page-budget.js";

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

/** What the plugin says of a build with these scripts. */
function problemsOf({ generateBundle }: Plugin, ...scripts: object[]): string[] {
  if (typeof generateBundle !== "function") throw new Error("the plugin looks at no bundle");
  const errors: string[] = [];
  const bundle = Object.fromEntries(scripts.map((script, at) => [at, { type: "chunk", fileName: "a.js", ...script }]));
  Reflect.apply(generateBundle, { error: (problem: string) => errors.push(problem) }, [{}, bundle, false]);
  return errors;
}

it("weighs apart what is loaded when it is wanted, and a language with the page", () => {
  const code = noise(2_000);
  const later = { code, isDynamicEntry: true, facadeModuleId: "/src/elements/check/panel.ts" };
  const language = { code, isDynamicEntry: true, facadeModuleId: "/src/elements/language/tr.ts" };
  expect(problemsOf(pageBudget(4_000, 4_000), { code }, later)).toEqual([]);
  expect(problemsOf(pageBudget(4_000, 4_000), { code }, language)).toHaveLength(1);
  expect(problemsOf(pageBudget(4_000, 4_000), later, later)).toHaveLength(1);
});

it("fails a build of the console beyond 150 kB", () => {
  const built = (bytes: number): string[] => problemsOf(pageBudget(consoleBudgetBytes), { code: noise(bytes) });
  // Noise takes half as much again in UTF-8, and is not made smaller by compression.
  expect(built(90_000)).toEqual([]);
  expect(built(160_000)).toEqual([expect.stringContaining("150000 are allowed")]);
});
