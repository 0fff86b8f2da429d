import { css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { NextEvent } from "../shared/events.js";
import { nextIcon } from "../shared/icons.js";
import { PageKeys } from "../shared/page-keys.js";

/** How long the first Esc counts, in milliseconds. */
const armedFor = 3_000;

/** The way to the next stranger: a click, or Esc twice, of which the first only asks. */
@customElement("passerby-next")
export class PasserbyNext extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 0.3rem;
        width: 100%;
        min-width: 8.8rem;
        min-height: 54px;
        padding-inline: 1.1rem 0.9rem;
        white-space: nowrap;
      }
      button.armed {
        border-color: transparent;
        color: var(--passerby-on-lamp);
        background: var(--passerby-lamp);
      }
      kbd {
        padding: 0.05rem 0.4rem;
        border: 1px solid currentColor;
        border-radius: 6px;
        font: inherit;
        font-size: 0.75rem;
        opacity: 0.75;
      }
      @media (pointer: coarse), (max-width: 480px), (max-height: 480px) {
        kbd {
          display: none;
        }
      }
      @media (max-width: 480px), (max-height: 480px) {
        button {
          min-width: 6rem;
        }
      }
      /* Beside a call on a phone on its side, there has to be room to write. */
      @container (max-width: 350px) {
        button {
          padding-inline: 0.8rem;
        }
        svg {
          display: none;
        }
      }
    `,
  ];

  /** The room that a press leaves. A new room disarms. */
  @property() room = "";
  /** True when the chat is over. */
  @property({ type: Boolean }) ended = false;

  @state() private armed = false;
  #disarming: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new PageKeys(this, (event) => this.#key(event));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#disarm();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("room")) this.#disarm();
  }

  override render(): TemplateResult {
    const words = this.words.talk;
    return html`
      <button class=${this.armed ? "armed" : this.ended ? "primary" : ""} @click=${this.#go}>
        ${this.armed ? html`<span>${words.really}</span>` : html`<span>${words.next}</span>`}
        ${this.armed || !this.ended ? html`<kbd aria-hidden="true">Esc</kbd>` : ""} ${this.armed ? "" : nextIcon}
      </button>
      <span class="hidden-visually" role="status">
        ${this.armed ? words.escapeAgain : ""}
      </span>
    `;
  }

  override focus(): void {
    this.renderRoot.querySelector("button")?.focus();
  }

  /** Esc twice. The first press only asks. */
  #key({ key }: KeyboardEvent): boolean {
    if (key !== "Escape") return false;
    if (this.armed) {
      this.#go();
      return true;
    }
    this.armed = true;
    this.#disarming = setTimeout(() => this.#disarm(), armedFor);
    return true;
  }

  #go(): void {
    this.#disarm();
    this.dispatchEvent(new NextEvent());
  }

  #disarm(): void {
    clearTimeout(this.#disarming);
    this.armed = false;
  }
}
