import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { directive, type PropertyPart } from "lit/directive.js";

class Playing extends AsyncDirective {
  #element: HTMLMediaElement | undefined;
  #wanted: MediaStream | null = null;

  override render(_stream: MediaStream | undefined): unknown {
    return noChange;
  }

  override update({ element }: PropertyPart, [stream]: [MediaStream | undefined]): unknown {
    this.#wanted = stream ?? null;
    if (element instanceof HTMLMediaElement) this.#element = element;
    if (this.isConnected) this.#play(this.#wanted);
    return noChange;
  }

  protected override disconnected(): void {
    this.#play(null);
  }

  protected override reconnected(): void {
    this.#play(this.#wanted);
  }

  #play(stream: MediaStream | null): void {
    const element = this.#element;
    if (element && element.srcObject !== stream) element.srcObject = stream;
  }
}

/**
 * For `.srcObject`: sets a stream once, and takes it away from an element that leaves the page. Lit 3 sets an object again
 * with each drawing, and Chromium 147 then stops the playback and loads it again, even when it is the same object. While
 * elements that had left the page kept their streams, Chromium 147 took no picture from the camera for up to three
 * seconds in the third or fourth chat. See the measurements; why it does so was not looked into.
 */
export const playing = directive(Playing);
