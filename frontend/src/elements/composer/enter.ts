import { isForInputMethod, type Key } from "../shared/keys.js";

type Input = Pick<InputEvent, "inputType">;

/**
 * Decides what Enter means in a field of several lines. `true`: it sends, and the browser should do nothing. `false`: the
 * browser handles the key.
 *
 * Enter sends, on a soft keyboard too, whose key says so. With Shift or Alt it starts a new line. A key that the input
 * method uses does neither. Input methods can hide a key but not its effect: an Enter that arrives as a line break was
 * meant as Enter.
 */
export class Enter {
  /** The latest Enter that could be recognised wanted a new line. */
  #lineWanted = false;

  /** For `keydown`. */
  key(key: Key): boolean {
    this.#lineWanted = key.shiftKey || key.altKey;
    return key.key === "Enter" && !isForInputMethod(key) && !this.#lineWanted;
  }

  /** For `beforeinput`. */
  input({ inputType }: Input): boolean {
    return (inputType === "insertLineBreak" || inputType === "insertParagraph") && !this.#lineWanted;
  }
}
