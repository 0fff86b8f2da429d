import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { FileTransfer, TransferState } from "../../media/partner/file-transfer.js";
import { baseStyles } from "../shared/base-styles.js";
import { download } from "../shared/download.js";
import { PasserbyElement } from "../shared/element.js";
import { FileEvent } from "../shared/events.js";
import { FocusKeep } from "../shared/focus-keep.js";
import { leaveIcon } from "../shared/icons.js";

/** How long the end of a transfer can be read, in milliseconds. */
const readFor = 8_000;

const isOver = (state: TransferState): boolean => state !== "offered" && state !== "moving";

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
      .hide {
        display: grid;
        place-items: center;
        width: 44px;
        padding: 0;
        border-color: transparent;
        background: none;
      }
    `,
  ];

  @property({ attribute: false }) files: readonly FileTransfer[] = [];

  /** The ids of rows that have been read, or were put away. */
  @state() private away: ReadonlySet<string> = new Set();
  readonly #leaving = new Map<string, ReturnType<typeof setTimeout>>();

  constructor() {
    super();
    new FocusKeep(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
  }

  /** What is over goes by itself. A file that arrived here stays until it is saved or put away. */
  protected override willUpdate(): void {
    this.#forget();
    for (const { id, state, blob } of this.files) {
      if (!blob && isOver(state) && !this.#leaving.has(id) && !this.away.has(id)) this.#leave(id);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const files = this.files.filter(({ id }) => !this.away.has(id));
    if (files.length === 0) return nothing;
    return html`<ul aria-live="polite" aria-label=${this.words.files.send}>
      ${repeat(
        files,
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
      ${blob ? html`<button class="primary" @click=${() => this.#save(id, name, blob)}>${words.save}</button>` : nothing}
      ${
        isOver(state)
          ? html`<button class="hide" aria-label=${words.hide(name)} title=${words.hide(name)} @click=${() => this.#hide(id)}>
              ${leaveIcon}
            </button>`
          : nothing
      }
    `;
  }

  #save(id: string, name: string, blob: Blob): void {
    download(blob, name);
    this.#leave(id);
  }

  /** Not from under a finger, nor while a keyboard is on it. */
  #leave(id: string): void {
    clearTimeout(this.#leaving.get(id));
    const timer = setTimeout(() => {
      if (this.matches(":hover, :focus-within")) this.#leave(id);
      else this.#hide(id);
    }, readFor);
    this.#leaving.set(id, timer);
  }

  #hide(id: string): void {
    clearTimeout(this.#leaving.get(id));
    this.#leaving.delete(id);
    this.away = new Set([...this.away, id]);
  }

  /** The numbers begin anew when the partner comes back, so an id that is under way again is another file. */
  #forget(): void {
    const over = new Set(this.files.filter(({ state }) => isOver(state)).map(({ id }) => id));
    for (const [id, timer] of this.#leaving) {
      if (over.has(id)) continue;
      clearTimeout(timer);
      this.#leaving.delete(id);
    }
    this.away = new Set([...this.away].filter((id) => over.has(id)));
  }

  #tell(wish: FileEvent["wish"], id: string): void {
    this.dispatchEvent(new FileEvent(wish, id));
  }
}
