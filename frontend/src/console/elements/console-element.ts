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

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly source: () => Emitter<{ change: undefined }> | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  /** The source may be another one by now. */
  hostUpdate(): void {
    const source = this.source();
    if (source === this.#followed) return;
    this.hostDisconnected();
    this.#followed = source;
    this.#stop = source?.on("change", () => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#followed = undefined;
  }
}
