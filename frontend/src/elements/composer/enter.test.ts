import { describe, expect, it } from "vitest";
import type { Key } from "../shared/keys.js";
import { Enter } from "./enter.js";

type Step = readonly ["keydown", Partial<Key>] | readonly ["beforeinput", string];

const plain: Key = { key: "Enter", keyCode: 13, isComposing: false, shiftKey: false, altKey: false };

/** What `Enter` said to each step; a browser goes no further with a key that was taken from it. */
function keys(steps: readonly Step[]): boolean[] {
  const enter = new Enter();
  return steps.map(([kind, what]) =>
    kind === "keydown" ? enter.key({ ...plain, ...what }) : enter.input({ inputType: what }),
  );
}

describe("on a keyboard of keys", () => {
  it("Enter sends", () => {
    expect(keys([["keydown", {}]])).toEqual([true]);
  });

  it.each([{ shiftKey: true }, { altKey: true }])("Enter with %j begins a line", (held) => {
    const steps = [
      ["keydown", { key: "Shift", keyCode: 16, ...held }],
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
        ["keydown", { key: "Unidentified", keyCode: 229 }],
        ["beforeinput", inputType],
      ]),
    ).toEqual([false, true]);
  });
});

describe("on a keyboard on the screen", () => {
  // Gboard in Chrome for Android, nothing composed.
  it("Enter sends", () => {
    expect(keys([["keydown", {}]])).toEqual([true]);
  });

  // Gboard in Chrome for Android composes every word: the key has no name, and only its effect tells that it was Enter.
  it.each(["insertLineBreak", "insertParagraph"])("Enter in the middle of a word sends by %s", (inputType) => {
    expect(
      keys([
        ["keydown", { key: "Unidentified", keyCode: 229, isComposing: true }],
        ["beforeinput", "insertCompositionText"],
        ["keydown", { key: "Unidentified", keyCode: 229 }],
        ["beforeinput", inputType],
      ]),
    ).toEqual([false, false, false, true]);
  });

  it("an Enter of Chrome for Android that is still composing sends", () => {
    expect(
      keys([
        ["keydown", { isComposing: true }],
        ["beforeinput", "insertLineBreak"],
      ]),
    ).toEqual([false, true]);
  });
});
