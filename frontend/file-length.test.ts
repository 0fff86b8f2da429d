import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const most = 350;

/** Made by tools, or by others. */
const foreign = new Set(["node_modules", "dist", "test-results", "screenshots", "package-lock.json"]);
const text = /\.(?:ts|tsx|css|html|md|json)$/;

function filesIn(folder: URL): URL[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !foreign.has(name))
    .flatMap((entry) => {
      if (entry.isDirectory()) return filesIn(new URL(`${entry.name}/`, folder));
      return text.test(entry.name) ? [new URL(entry.name, folder)] : [];
    });
}

it(`no file has more than ${most} lines`, () => {
  const lengths = filesIn(new URL(".", import.meta.url)).map((file) => ({
    file: fileURLToPath(file),
    lines: readFileSync(file, "utf8").trimEnd().split("\n").length,
  }));
  expect(lengths.length).toBeGreaterThan(200);
  expect(lengths.filter(({ lines }) => lines > most)).toEqual([]);
});
