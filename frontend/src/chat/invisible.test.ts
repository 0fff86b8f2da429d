import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { showsNothing } from "./invisible.js";

interface Golden {
  /** First and last code points, in hexadecimal. */
  readonly ranges: readonly (readonly [string, string])[];
  readonly invisible: readonly string[];
  readonly visible: readonly string[];
}

/** What the server refuses and takes; both sides hold themselves to it. */
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../src/test/resources/protocol/invisible.json", import.meta.url), "utf8"),
);

describe("showsNothing agrees with the server", () => {
  it.each(golden.invisible)("on %j, which it refuses", (text) => {
    expect(showsNothing(text)).toBe(true);
  });

  it.each(golden.visible)("on %j, which it takes", (text) => {
    expect(showsNothing(text)).toBe(false);
  });

  it("on every single character", () => {
    const ranges = golden.ranges.map((range) => range.map((point) => Number.parseInt(point, 16)));
    const differing: string[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const refused = ranges.some(([first = 0, last = 0]) => first <= point && point <= last);
      if (refused !== showsNothing(String.fromCodePoint(point))) differing.push(point.toString(16));
    }
    expect(differing).toEqual([]);
  });
});

describe("showsNothing", () => {
  it.each([
    "",
    " \t\r\n\v\f",
    "\u0000\u0007\u001b\u007f\u0085",
    "\u00a0\u1680\u2000\u2003\u200a\u2028\u2029\u202f\u205f\u3000",
    "\u200b",
    "\u200b\u200b \n\u2060",
    "\u200c\u200d\u200e\u200f",
    "\u202a\u202e\u2066\u2069\u061c",
    "\u2060\u2061\u2064\u206f",
    "\u00ad",
    "\u034f",
    "\u115f\u1160\u3164\uffa0",
    "\u17b4\u17b5\u180b\u180e",
    "\u2800",
    "\ufe00\ufe0f\u{e0100}",
    "\ufeff",
    "\ufff9\ufffa\ufffb",
    "\u{13430}",
    "\u{16fe4}",
    "\u{1bca0}\u{1d159}\u{1d173}\u{1d17a}",
    "\u{e0001}\u{e0020}\u{e007f}",
  ])("is true of %j", (text) => {
    expect(showsNothing(text)).toBe(true);
  });

  it.each([
    "a",
    ".",
    "0",
    "\u200bx\u200b",
    "\u0301",
    "👨\u200d👩\u200d👧",
    "❤\ufe0f",
    "می\u200cخواهم",
    "\u0600",
    "\u06dd",
    "\u2801",
    "\ufffc",
    "\ufffd",
    "\ue000",
    "\u{1f3f4}\u{e0067}\u{e007f}",
  ])("is false of %j", (text) => {
    expect(showsNothing(text)).toBe(false);
  });

  it("takes no longer for a text that is made to be slow", () => {
    // Each character is looked at once: there is nothing to go back to.
    expect(showsNothing(`${"\u200b ".repeat(100_000)}x`)).toBe(false);
  });
});
