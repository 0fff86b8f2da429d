import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const readme = read("../../README.md");

const named = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].flatMap(([, name]) => (name ? [name] : []))),
];

describe("the README", () => {
  it("names every custom property of the theme, and no other", () => {
    const set = named(read("theme.css"), /^\s+(--passerby-[a-z-]+):/gm);
    expect(named(readme, /`(--passerby-[a-z-]+)`/g).sort()).toEqual(set.sort());
  });

  it("names every CSS part, slot and event that the element documents", () => {
    const source = read("chat/chat.ts");
    for (const name of named(source, /@(?:csspart|slot|fires \{\w+\}) ([a-z-]+)/g))
      expect(readme).toContain(`\`${name}\``);
  });

  it("knows every element that the library exports, and its React component's events", () => {
    for (const name of named(read("../index.ts"), /elements\/([a-z-]+)\/\1\.js/g)) {
      if (name !== "chat") expect(readme).toContain(`<passerby-${name}>`);
    }
    for (const name of named(read("../react.ts"), /(on[A-Z]\w+):/g)) expect(readme).toContain(`\`${name}\``);
  });
});
