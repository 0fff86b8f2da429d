import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Kind } from "../../media/local-media.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { ReviveEvent } from "../shared/events.js";
import { lineStyles } from "../shared/line-styles.js";
import { thingsOf } from "../shared/sentences.js";

/** Says that the own camera or microphone is on but delivers nothing, and offers to start it again. */
@customElement("passerby-interruption")
export class PasserbyInterruption extends PasserbyElement {
  static override styles = [baseStyles, lineStyles];

  /** What the system holds back or has taken away. */
  @property({ attribute: false }) interrupted: readonly Kind[] = [];
  /** What this browser cannot send. */
  @property({ attribute: false }) unsendable: readonly Kind[] = [];

  override render(): TemplateResult {
    const words = this.words.media;
    return html`<div role="status">
      ${this.#line(this.interrupted, words.interrupted, true)} ${this.#line(this.unsendable, words.unsendable, false)}
    </div>`;
  }

  #line(kinds: readonly Kind[], sentence: (what: string) => string, again: boolean): TemplateResult | typeof nothing {
    if (kinds.length === 0) return nothing;
    const { media } = this.words;
    return html`<div class="line warning">
      <span>${sentence(media.things[thingsOf(kinds)])}</span>
      ${again ? html`<button @click=${() => this.dispatchEvent(new ReviveEvent())}>${media.again}</button>` : nothing}
    </div>`;
  }
}
