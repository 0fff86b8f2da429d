import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const folder = fileURLToPath(new URL(".", import.meta.url));

const elements = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .filter((path) => /^@customElement\(/m.test(readFileSync(`${folder}/${path}`, "utf8")));

it("finds the elements", () => {
  expect(elements.length).toBeGreaterThan(30);
});

it.each(elements)("%s has its test beside it", (path) => {
  expect(existsSync(`${folder}/${path.replace(/\.ts$/, ".test.ts")}`)).toBe(true);
});

it.each(elements)("%s is within 250 lines", (path) => {
  expect(readFileSync(`${folder}/${path}`, "utf8").split("\n").length).toBeLessThanOrEqual(250);
});
