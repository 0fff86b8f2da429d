import { isForInputMethod, isFromHardware, type Key } from "../shared/keys.js";

type Input = Pick<InputEvent, "inputType">;

/**
 * Tells what Enter means in a field of several lines: `true` sends, and the browser is to do nothing; `false` leaves the
 * key to the browser.
 *
 * With a keyboard of keys Enter sends, and Shift or Alt with it begins a line. On a soft keyboard, which has no Shift for
 * Enter, it begins a line, as in the messengers of telephones; the button beside the field sends. A key that the input
 * method takes does neither. But what input methods hide of a key, they cannot hide of its effect: an Enter that comes
 * through as a line break was meant as Enter.
 */
export class Enter {
  /** The latest Enter, as far as one was told apart, wanted a line. */
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
