import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { en } from "../elements/language/en.js";

const html = readFileSync(new URL("../../index.html", import.meta.url), "utf8");

it.each([
  ["title", "<title>"],
  ["heading", '<h1 data-phrase="heading">'],
  ["pitch", '<p data-phrase="pitch">'],
] as const)("the page says its %s before any script runs, in the words of English", (phrase, tag) => {
  expect(html).toContain(`${tag}${en.page[phrase]}</`);
});
