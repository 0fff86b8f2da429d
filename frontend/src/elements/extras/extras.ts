import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { SayEvent } from "../shared/events.js";
import { smileIcon } from "../shared/icons.js";
import { emoji } from "./emoji.js";

/** What one can say without writing: emoji, and questions that both answer at the same moment. */
@customElement("passerby-extras")
export class PasserbyExtras extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: contents;
      }
      .open {
        display: grid;
        flex: none;
        place-items: center;
        width: 44px;
        padding: 0;
        border-color: transparent;
        color: var(--passerby-ink-soft);
        background: none;
      }
      .panel {
        position: absolute;
        inset-inline: 0.5rem;
        bottom: calc(100% + 0.5rem);
        z-index: 2;
        max-height: min(20rem, 45vh);
        padding: 0.8rem;
        overflow-y: auto;
        overscroll-behavior: contain;
        border: 1px solid var(--passerby-line);
        border-radius: 20px;
        background: var(--passerby-surface);
        box-shadow: var(--passerby-shadow);
      }
      h2 {
        margin: 0 0 0.4rem;
        font: inherit;
        font-size: 0.9rem;
        font-weight: 600;
        letter-spacing: 0;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(44px, 1fr));
      }
      .grid button {
        padding: 0;
        border: 0;
        border-radius: 12px;
        font-size: 1.5rem;
        line-height: 1;
        background: none;
      }
      .grid button:hover {
        background: var(--passerby-accent-wash);
      }
      /* One line to scroll, so that the emoji are in sight on a phone. */
      .questions {
        display: flex;
        gap: 0.4rem;
        margin: 0 -0.3rem 0.5rem;
        padding: 0.3rem;
        overflow-x: auto;
      }
      .questions button {
        flex: none;
        padding: 0.2rem 0.9rem;
        font-weight: 500;
      }
    `,
  ];

  /** Takes an emoji for the text. */
  @property({ attribute: false }) pick: (sign: string) => void = () => {};
  /** Questions that can be asked here. */
  @property({ attribute: false }) questions: readonly string[] = [];
  @property({ type: Boolean }) disabled = false;

  @state() private open = false;

  override render(): TemplateResult {
    const words = this.words.threads;
    return html`
      <button
        class="open"
        aria-label=${words.more}
        aria-expanded=${this.open ? "true" : "false"}
        ?disabled=${this.disabled}
        @keydown=${this.#key}
        @click=${this.#toggle}
      >
        ${smileIcon}
      </button>
      ${this.open && !this.disabled ? html`<div class="panel" role="group" aria-label=${words.more} @keydown=${this.#key}>${this.#panel()}</div>` : nothing}
    `;
  }

  #panel(): TemplateResult {
    const words = this.words.threads;
    return html`
      ${
        this.questions.length > 0
          ? html`<h2 id="ask">${words.ask}</h2>
            <div class="questions" role="group" aria-labelledby="ask">
              ${this.questions.map((question) => html`<button dir="auto" @click=${() => this.#ask(question)}>${question}</button>`)}
            </div>`
          : nothing
      }
      <h2 id="emoji">${words.emoji}</h2>
      <div class="grid" role="group" aria-labelledby="emoji">
        ${emoji.map((sign) => html`<button @click=${() => this.pick(sign)}>${sign}</button>`)}
      </div>
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("pointerdown", this.#outside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("pointerdown", this.#outside);
  }

  readonly #outside = (event: Event): void => {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  };

  #toggle(): void {
    this.open = !this.open;
  }

  #ask(question: string): void {
    this.#close();
    this.dispatchEvent(new SayEvent(question, { as: "question" }));
  }

  /** Escape closes the panel, and asks for nothing else. */
  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.open) return;
    event.preventDefault();
    this.#close();
  }

  #close(): void {
    this.open = false;
    this.renderRoot.querySelector<HTMLButtonElement>(".open")?.focus();
  }
}
