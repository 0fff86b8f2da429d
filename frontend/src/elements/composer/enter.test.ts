import { describe, expect, it } from "vitest";
import type { Key } from "../shared/keys.js";
import { Enter } from "./enter.js";

type Step = readonly ["keydown", Partial<Key>] | readonly ["beforeinput", string];

const plain: Key = { key: "Enter", code: "Enter", keyCode: 13, isComposing: false, shiftKey: false, altKey: false };

/** What `Enter` said to each step; a browser goes no further with a key that was taken from it. */
function play(onScreen: boolean, steps: readonly Step[]): boolean[] {
  const enter = new Enter(() => onScreen);
  return steps.map(([kind, what]) =>
    kind === "keydown" ? enter.key({ ...plain, ...what }) : enter.input({ inputType: what }),
  );
}

const keys = (steps: readonly Step[]): boolean[] => play(false, steps);
const glass = (steps: readonly Step[]): boolean[] => play(true, steps);

describe("on a keyboard of keys", () => {
  it("Enter sends, also the one of the number block, and with Ctrl", () => {
    expect(keys([["keydown", {}]])).toEqual([true]);
    expect(keys([["keydown", { code: "NumpadEnter" }]])).toEqual([true]);
  });

  it.each([{ shiftKey: true }, { altKey: true }])("Enter with %j begins a line", (held) => {
    const steps = [
      ["keydown", { key: "Shift", code: "ShiftLeft", keyCode: 16, ...held }],
      ["keydown", held],
      ["beforeinput", "insertLineBreak"],
    ] as const;
    expect(keys(steps)).toEqual([false, false, false]);
  });

  // Chrome, Japanese (UI Events, "key events during composition"): the Enter that chooses a word is 229 and composing. The next one sends.
  it("the Enter that chooses a word does not send, and the next one does", () => {
    const choosing = ["keydown", { keyCode: 229, isComposing: true }] as const;
    expect(keys([choosing, ["beforeinput", "insertCompositionText"], ["keydown", {}]])).toEqual([false, false, true]);
  });

  // Firefox since 65, Japanese: key `Process`, key code 229, composing.
  it("the Enter that chooses a word in Firefox does not send", () => {
    expect(keys([["keydown", { key: "Process", keyCode: 229, isComposing: true }]])).toEqual([false]);
  });

  // Safari on macOS (WebKit bug 165004): `compositionend` comes before this keydown, which says that nothing is composed.
  it("the Enter that ends a composition in Safari does not send half a sentence", () => {
    expect(
      keys([
        ["beforeinput", "insertFromComposition"],
        ["keydown", { keyCode: 229, isComposing: false }],
        ["keydown", {}],
      ]),
    ).toEqual([false, false, true]);
  });

  // Chrome on macOS, Korean: the Enter that ends the syllable goes on to the field as a line break, or as a key again.
  it.each([["beforeinput", "insertLineBreak"] as const, ["keydown", {}] as const])(
    "the Enter that the Korean input method hands on as %s %j sends once",
    (...handedOn) => {
      expect(keys([["keydown", { keyCode: 229, isComposing: true }], handedOn])).toEqual([false, true]);
    },
  );

  it("what is pasted or dictated with line breaks is not sent", () => {
    expect(keys([["beforeinput", "insertFromPaste"]])).toEqual([false]);
    expect(keys([["beforeinput", "insertText"]])).toEqual([false]);
  });

  // A screen keyboard on a machine that has a mouse as well: its hint says that Enter sends.
  it.each(["insertLineBreak", "insertParagraph"])("an Enter without a name that arrives as %s sends", (inputType) => {
    expect(
      keys([
        ["keydown", { key: "Unidentified", code: "", keyCode: 229 }],
        ["beforeinput", inputType],
      ]),
    ).toEqual([false, true]);
  });
});

describe("on a keyboard on the screen", () => {
  // Gboard in Chrome for Android, nothing composed.
  it("Enter begins a line", () => {
    expect(
      glass([
        ["keydown", { code: "" }],
        ["beforeinput", "insertLineBreak"],
      ]),
    ).toEqual([false, false]);
  });

  // Gboard in Chrome for Android composes every word: the key has no name, and only its effect tells that it was Enter.
  it.each(["insertLineBreak", "insertParagraph"])("Enter in the middle of a word begins a line by %s", (inputType) => {
    expect(
      glass([
        ["keydown", { key: "Unidentified", code: "", keyCode: 229, isComposing: true }],
        ["beforeinput", "insertCompositionText"],
        ["keydown", { key: "Unidentified", code: "", keyCode: 229 }],
        ["beforeinput", inputType],
      ]),
    ).toEqual([false, false, false, false]);
  });

  it("an Enter of Chrome for Android that is still composing begins a line", () => {
    expect(
      glass([
        ["keydown", { code: "", isComposing: true }],
        ["beforeinput", "insertLineBreak"],
      ]),
    ).toEqual([false, false]);
  });

  it("Enter of a keyboard that was plugged in sends, save while it composes", () => {
    expect(glass([["keydown", {}]])).toEqual([true]);
    expect(glass([["keydown", { isComposing: true }]])).toEqual([false]);
    expect(glass([["keydown", { keyCode: 229 }]])).toEqual([false]);
    expect(glass([["keydown", { shiftKey: true }]])).toEqual([false]);
  });
});
