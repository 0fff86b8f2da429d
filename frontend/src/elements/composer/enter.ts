import { isForInputMethod, isFromHardware, type Key } from "../shared/keys.js";

type Input = Pick<InputEvent, "inputType">;

/**
 * Decides what Enter means in a field of several lines. `true`: it sends, and the browser should do nothing. `false`: the
 * browser handles the key.
 *
 * On a hardware keyboard Enter sends, and with Shift or Alt it starts a new line. On a soft keyboard, which has no Shift
 * for Enter, it starts a new line, as in the messengers of phones, and the button beside the field sends. A key that the
 * input method uses does neither. Input methods can hide a key but not its effect: an Enter that arrives as a line break
 * was meant as Enter.
 */
export class Enter {
  /** The latest Enter that could be recognised wanted a new line. */
  #lineWanted = false;

  constructor(private readonly onScreen: () => boolean) {}

  /** For `keydown`. */
  key(key: Key): boolean {
    this.#lineWanted = key.shiftKey || key.altKey;
    if (key.key !== "Enter" || isForInputMethod(key) || this.#lineWanted) return false;
    if (!this.onScreen() || isFromHardware(key)) return true;
    this.#lineWanted = true;
    return false;
  }

  /** For `beforeinput`. */
  input({ inputType }: Input): boolean {
    const breaks = inputType === "insertLineBreak" || inputType === "insertParagraph";
    return breaks && !this.#lineWanted && !this.onScreen();
  }
}
