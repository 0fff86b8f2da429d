import { css, html, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { leaveIcon } from "../shared/icons.js";
import { openDialogs } from "./open-dialogs.js";

/**
 * A question or a view in front of the page. While it is open nothing else can be reached; Esc closes it.
 *
 * @slot - what it shows
 * @csspart dialog - the card
 */
@customElement("passerby-dialog")
export class PasserbyDialog extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: contents;
      }
      dialog {
        width: min(30rem, calc(100vw - 1.5rem));
        max-height: calc(100dvh - 1.5rem);
        padding: 1.2rem;
        overflow-y: auto;
        border: 1px solid var(--passerby-line);
        border-radius: 24px;
        color: var(--passerby-ink);
        background: var(--passerby-surface);
        box-shadow: var(--passerby-shadow);
        text-align: start;
      }
      dialog::backdrop {
        background: rgb(12 11 25 / 55%);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        margin-bottom: 0.8rem;
      }
      h2 {
        font-size: 1.35rem;
      }
      .close {
        display: grid;
        flex: none;
        place-items: center;
        width: 44px;
        padding: 0;
        border: 0;
        background: none;
      }
    `,
  ];

  @property() heading = "";
  /** Called when it was closed, in whichever way. */
  @property({ attribute: false }) onClose: () => void = () => {};
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    return html`
      <dialog part="dialog" aria-labelledby="title" @click=${this.#clickBeside} @close=${this.#closed}>
        <div class="head">
          <h2 id="title">${this.heading}</h2>
          <button class="close" aria-label=${this.words.page.close} @click=${() => this.close()}>${leaveIcon}</button>
        </div>
        <slot></slot>
      </dialog>
    `;
  }

  get open(): boolean {
    return this.dialog.open;
  }

  show(): void {
    if (this.dialog.open) return;
    this.dialog.showModal();
    openDialogs.add(this);
  }

  /** The focused element is gone: moves the focus to the close button. */
  refocus(): void {
    this.renderRoot.querySelector<HTMLElement>(".close")?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    openDialogs.remove(this);
  }

  close(): void {
    this.dialog.close();
  }

  #closed(): void {
    openDialogs.remove(this);
    this.onClose();
  }

  #clickBeside(event: MouseEvent): void {
    if (event.target === this.dialog && event.composedPath()[0] === this.dialog && outside(this.dialog, event)) {
      this.close();
    }
  }
}

/** A click on the backdrop has the dialog as its target, and so has one on its padding. */
function outside(element: Element, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
