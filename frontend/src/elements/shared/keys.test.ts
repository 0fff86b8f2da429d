import { describe, expect, it } from "vitest";
import { isForInputMethod } from "./keys.js";

describe("a key is for the input method", () => {
  it.each([
    ["Chrome, Esc that gives a word up", { isComposing: true, keyCode: 229 }, true],
    ["Firefox, Esc that gives a word up", { isComposing: true, keyCode: 27 }, true],
    ["Safari, Esc after the end of the composition", { isComposing: false, keyCode: 229 }, true],
    ["Chrome for Android, any key", { isComposing: false, keyCode: 229 }, true],
    ["Esc", { isComposing: false, keyCode: 27 }, false],
    ["Enter", { isComposing: false, keyCode: 13 }, false],
  ])("%s: %j is %s", (_, key, expected) => {
    expect(isForInputMethod(key)).toBe(expected);
  });
});
