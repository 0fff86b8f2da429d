import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";

const sources = import.meta.dirname;

/** From the bottom to the top: a folder may use those before it, and no other. */
const layers = [
  "time",
  "events",
  "protocol",
  "connection",
  "chat",
  "media",
  "visit",
  "elements",
  "index.ts",
  "app",
  "console",
];

const files = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("testing/"));

/** What each file imports, types and files that are loaded later included. */
const imports = new Map(
  files.map((path) => {
    const text = readFileSync(join(sources, path), "utf8");
    const named = [...text.matchAll(/(?:from |import |import\()"(\.[^"]+)\.js"/g)].map(([, name = ""]) => name);
    return [path, named.map((name) => `${normalize(join(dirname(path), name))}.ts`)];
  }),
);

const layerOf = (path: string): number => layers.indexOf(path.split("/")[0] ?? "");

it("knows the layer of every file, and every file that is imported", () => {
  expect(files.filter((path) => layerOf(path) < 0 && path !== "react.ts")).toEqual([]);
  expect([...imports.values()].flat().filter((path) => !imports.has(path))).toEqual([]);
});

it("imports nothing from a higher layer", () => {
  const upwards = [...imports].flatMap(([path, used]) =>
    used.filter((other) => layerOf(other) > layerOf(path)).map((other) => `${path} uses ${other}`),
  );
  expect(upwards.filter((found) => !found.startsWith("react.ts"))).toEqual([]);
});

it("keeps the console and the visitors' page apart", () => {
  const across = [...imports].flatMap(([path, used]) =>
    used.filter((other) => path.startsWith("console/") && /^(?:app\/|index\.ts)/.test(other)),
  );
  expect(across).toEqual([]);
});

it("keeps the media free of the chat and the connection", () => {
  const across = [...imports].flatMap(([path, used]) =>
    used.filter((other) => path.startsWith("media/") && /^(?:chat|connection)\//.test(other)),
  );
  expect(across).toEqual([]);
});

it("has no circle of imports", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  function visit(path: string, way: readonly string[]): void {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(" > "));
    if (done.has(path) || way.includes(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  }
  for (const path of files) visit(path, []);
  expect(circles).toEqual([]);
});
