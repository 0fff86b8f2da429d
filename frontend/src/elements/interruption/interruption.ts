import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Kind } from "../../media/local-media.js";
import type { PluggedDevice } from "../../media/own/plugged.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { PluggedEvent, ReviveEvent } from "../shared/events.js";
import { FocusKeep } from "../shared/focus-keep.js";
import { lineStyles } from "../shared/line-styles.js";
import { thingsOf } from "../shared/sentences.js";

/** Says that an own device is on but delivers nothing, and offers to start it again or to use one that was plugged in. */
@customElement("passerby-interruption")
export class PasserbyInterruption extends PasserbyElement {
  static override styles = [baseStyles, lineStyles];

  /** What the system holds back or has taken away. */
  @property({ attribute: false }) interrupted: readonly Kind[] = [];
  /** What this browser cannot send. */
  @property({ attribute: false }) unsendable: readonly Kind[] = [];

  /** A device that was plugged in during the call. */
  @property({ attribute: false }) plugged: PluggedDevice | undefined;

  constructor() {
    super();
    new FocusKeep(this);
  }

  override render(): TemplateResult {
    const words = this.words.media;
    return html`<div role="status">
      ${this.#line(this.interrupted, words.interrupted, true)} ${this.#line(this.unsendable, words.unsendable, false)}
      ${this.plugged ? this.#offer(this.plugged) : nothing}
    </div>`;
  }

  #offer({ label }: PluggedDevice): TemplateResult {
    const words = this.words.media;
    const answer = (use: boolean): void => {
      this.dispatchEvent(new PluggedEvent(use));
    };
    return html`<div class="line">
      <span>${words.plugged(label)}</span>
      <button class="primary" @click=${() => answer(true)}>${words.use}</button>
      <button @click=${() => answer(false)}>${words.notNow}</button>
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
