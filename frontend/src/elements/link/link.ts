import { css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { isForInputMethod } from "../shared/keys.js";

/** A web address that a stranger wrote. The first press shows where it leads, and only then can it be opened. */
@customElement("passerby-link")
export class PasserbyLink extends PasserbyElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline;
      }
      button {
        display: inline;
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 4px;
        font-weight: 400;
        text-align: start;
        text-decoration: underline dotted;
        overflow-wrap: anywhere;
        color: inherit;
        background: none;
      }
      .ask {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 0.9rem;
        margin: 0.35rem 0 0.1rem;
        padding: 0.4rem 0.7rem;
        border-radius: 12px;
        color: var(--passerby-ink);
        background: var(--passerby-surface);
      }
      .ask span {
        flex-basis: 100%;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .ask a,
      .ask button {
        display: inline-flex;
        align-items: center;
        min-height: 40px;
        color: var(--passerby-accent-text);
        font-weight: 600;
        text-decoration: underline;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) url!: URL;
  /** The address as it was written. */
  @property() written = "";

  @state() private asked = false;

  override render(): TemplateResult {
    const words = this.words.link;
    const { host, href } = this.url;
    // A host in look-alike letters shows its real name here.
    return html`<button
        class="written"
        title=${words.ask(host)}
        aria-expanded=${this.asked ? "true" : "false"}
        @click=${() => this.#ask(!this.asked)}
      ><bdi>${this.written}</bdi></button>${
        this.asked
          ? html`<span class="ask" role="group" aria-labelledby="question">
              <span id="question">${words.ask(host)}</span>
              <a href=${href} target="_blank" rel="noopener noreferrer nofollow" @click=${() => this.#ask(false)}
                >${words.open(host)}</a
              >
              <button @click=${this.#keep}>${words.keep}</button>
            </span>`
          : ""
      }`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#key);
  }

  /** Once the conversation has made room: it may have kept its end in sight. The question itself comes first. */
  protected override updated(): void {
    if (!this.asked) return;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const part of this.renderRoot.querySelectorAll(".ask, #question")) {
          part.scrollIntoView?.({ block: "nearest" });
        }
      }),
    );
  }

  #ask(asked: boolean): void {
    this.asked = asked;
  }

  #keep(): void {
    this.#ask(false);
    this.renderRoot.querySelector<HTMLElement>(".written")?.focus();
  }

  /** Escape answers the question, and asks for nothing else. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.asked || isForInputMethod(event)) return;
    event.preventDefault();
    this.#keep();
  };
}
