import { LitElement } from "lit";
import type { Unsubscribe } from "../../events/emitter.js";
import type { Phrases } from "../language/phrases.js";
import type { Speech } from "../language/speech.js";
import { SpeechRequest } from "../language/speech-request.js";
import { baseStyles } from "./base-styles.js";

/** Base of all elements. It shares their looks, speaks the language of the element around it, and follows its changes. */
export abstract class PasserbyElement extends LitElement {
  static override styles = [baseStyles];

  /** The language that this element speaks, from the moment it is connected. */
  protected speech!: Speech;

  #unsubscribe: Unsubscribe | undefined;

  override connectedCallback(): void {
    this.speakBy(this.findSpeech());
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  protected get words(): Phrases {
    return this.speech.phrases;
  }

  /** Asks the elements around. The nearest that has a speech answers at once. */
  protected findSpeech(): Speech {
    const request = new SpeechRequest();
    this.dispatchEvent(request);
    if (!request.speech) throw new Error(`<${this.localName}> has no element around it that gives it a language`);
    return request.speech;
  }

  protected speakBy(speech: Speech): void {
    this.#unsubscribe?.();
    this.speech = speech;
    this.#unsubscribe = speech.on("change", () => this.requestUpdate());
  }
}
