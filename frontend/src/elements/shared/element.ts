import { LitElement } from "lit";
import type { Unsubscribe } from "../../events/emitter.js";
import { type Phrases, speech } from "../language/speech.js";
import { baseStyles } from "./base-styles.js";

/** Base of all elements: shares their looks and speaks the page's language, also after it changes. */
export abstract class PasserbyElement extends LitElement {
  static override styles = [baseStyles];

  #unsubscribe: Unsubscribe | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = speech.on("change", () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
  }

  protected get words(): Phrases {
    return speech.phrases;
  }
}
