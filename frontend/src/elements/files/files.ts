import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { FileTransfer } from "../../media/partner/file-transfer.js";
import { baseStyles } from "../shared/base-styles.js";
import { download } from "../shared/download.js";
import { PasserbyElement } from "../shared/element.js";
import { FileEvent } from "../shared/events.js";

/** The files that two people send each other. None is sent before its receiver agrees. */
@customElement("passerby-files")
export class PasserbyFiles extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 0.4rem;
        max-height: 9.5rem;
        margin: 0;
        padding: 0.6rem 0.8rem;
        overflow-y: auto;
        border-top: 1px solid var(--passerby-line);
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.2rem 0.7rem;
        font-size: 0.95rem;
      }
      .name {
        flex: 1 1 9rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .soft {
        color: var(--passerby-ink-soft);
      }
      progress {
        width: 5rem;
        accent-color: var(--passerby-accent);
      }
      button {
        min-height: 44px;
        padding: 0 0.8rem;
      }
    `,
  ];

  @property({ attribute: false }) files: readonly FileTransfer[] = [];

  override render(): TemplateResult | typeof nothing {
    if (this.files.length === 0) return nothing;
    return html`<ul aria-live="polite" aria-label=${this.words.files.send}>
      ${repeat(
        this.files,
        ({ id }) => id,
        (file) => html`<li>${this.#file(file)}</li>`,
      )}
    </ul>`;
  }

  #file(file: FileTransfer): TemplateResult {
    const words = this.words.files;
    const { id, name, direction, state, size, moved, blob } = file;
    const asked = direction === "received" && state === "offered";
    return html`
      <span class="name">
        ${asked ? words.offers(name) : html`<bdi>${name}</bdi>`} <span class="soft">(${this.speech.bytes(size)})</span>
        <span class="soft">${asked ? words.caution : words.states[state]}</span>
      </span>
      ${state === "moving" ? html`<progress aria-label=${name} max=${size} value=${moved}></progress>` : nothing}
      ${
        asked
          ? html`<button @click=${() => this.#tell("accept", id)}>${words.accept}</button>
              <button @click=${() => this.#tell("refuse", id)}>${words.refuse}</button>`
          : nothing
      }
      ${
        state === "moving" || (direction === "sent" && state === "offered")
          ? html`<button @click=${() => this.#tell("cancel", id)}>${words.cancel}</button>`
          : nothing
      }
      ${blob ? html`<button class="primary" @click=${() => download(blob, name)}>${words.save}</button>` : nothing}
    `;
  }

  #tell(wish: FileEvent["wish"], id: string): void {
    this.dispatchEvent(new FileEvent(wish, id));
  }
}
