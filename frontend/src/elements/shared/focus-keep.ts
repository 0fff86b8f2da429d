import type { LitElement, ReactiveController } from "lit";
import { focused } from "./focus-return.js";

/** Keeps the focus where it was on the page when the button goes that had it: it goes to the element around the button. */
export class FocusKeep implements ReactiveController {
  #held: Element | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostUpdate(): void {
    const held = focused();
    this.#held = held?.getRootNode() === this.host.shadowRoot ? held : undefined;
  }

  hostUpdated(): void {
    if (!this.#held || this.#held.isConnected) return;
    this.host.tabIndex = -1;
    this.host.style.outline = "none";
    this.host.focus({ preventScroll: true });
  }
}
