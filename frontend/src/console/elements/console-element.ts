import type { ReactiveController, ReactiveControllerHost } from "lit";
import { PasserbyElement } from "../../elements/shared/element.js";
import type { Emitter, Unsubscribe } from "../../events/emitter.js";
import { type Words, wordsOf } from "../language/words.js";

/** Base of the console's elements. */
export abstract class ConsoleElement extends PasserbyElement {
  protected get say(): Words {
    return wordsOf(this.speech);
  }
}

/** Draws its element anew whenever something changes that it shows. */
export class Follow implements ReactiveController {
  #stop: Unsubscribe | undefined;
  #followed: unknown;
  #connected = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly source: () => Emitter<{ change: undefined }> | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    this.hostUpdate();
  }

  /** The source may be another one by now. An element that has left the page may be drawn once more. */
  hostUpdate(): void {
    const source = this.source();
    if (!this.#connected || source === this.#followed) return;
    this.#leave();
    this.#followed = source;
    this.#stop = source?.on("change", () => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#leave();
  }

  #leave(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#followed = undefined;
  }
}
