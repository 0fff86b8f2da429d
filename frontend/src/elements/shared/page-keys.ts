import type { ReactiveController, ReactiveControllerHost } from "lit";
import { openDialogs } from "../dialog/open-dialogs.js";
import { isForInputMethod } from "./keys.js";

/**
 * Hears keys wherever the focus is on the page, for as long as its element is on it. Keys are not heard while a dialog is
 * open, nor those for an input method, nor the repetitions of a key that is held down.
 */
export class PageKeys implements ReactiveController {
  /** @param pressed returns true when it has used the key: the browser does nothing with it then */
  constructor(
    host: ReactiveControllerHost,
    private readonly pressed: (event: KeyboardEvent) => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("keydown", this.#hear);
  }

  hostDisconnected(): void {
    window.removeEventListener("keydown", this.#hear);
  }

  readonly #hear = (event: KeyboardEvent): void => {
    if (event.repeat || event.defaultPrevented || isForInputMethod(event) || openDialogs.any) return;
    if (this.pressed(event)) event.preventDefault();
  };
}
