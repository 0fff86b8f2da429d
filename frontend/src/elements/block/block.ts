import { html, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Encounter } from "../../chat/encounters.js";
import "../dialog/dialog.js";
import type { PasserbyDialog } from "../dialog/dialog.js";
import { actionStyles } from "../shared/action-styles.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { BlockEvent } from "../shared/events.js";
import { blockIcon } from "../shared/icons.js";

/** Blocks the partner, so that the two never meet again. It asks first, because this page cannot undo it. */
@customElement("passerby-block")
export class PasserbyBlock extends PasserbyElement {
  static override styles = [baseStyles, actionStyles];

  @property({ attribute: false }) about: Encounter | undefined;
  @query("passerby-dialog") private readonly dialog!: PasserbyDialog;

  override render(): TemplateResult {
    const words = this.words.block;
    const blocked = this.about?.block === "done";
    return html`
      <button class="action" title=${words.block} ?disabled=${blocked} @click=${() => this.dialog.show()}>
        ${blockIcon}<span class="label">${words.block}</span>
      </button>
      <passerby-dialog .heading=${words.title}>
        <p>${words.text}</p>
        <div class="row">
          <button class="primary" @click=${this.#block}>${words.confirm}</button>
          <button @click=${() => this.dialog.close()}>${words.keep}</button>
        </div>
      </passerby-dialog>
    `;
  }

  #block(): void {
    this.dialog.close();
    if (this.about) this.dispatchEvent(new BlockEvent(this.about.room.room));
  }
}
