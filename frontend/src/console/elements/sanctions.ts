import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { readSanctions, type Sanction } from "../api/shapes.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import "./sanction.js";

const page = 30;

/** How many are shown at most, so that a long look back does not fill the memory. */
const most = 300;

/** All sanctions, the newest first. */
@customElement("passerby-sanctions")
export class PasserbySanctions extends LoadedSection {
  static override styles = [baseStyles, consoleStyles];

  @property({ attribute: false }) shift!: Shift;
  @state() private items: readonly Sanction[] | undefined;
  @state() private next: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render(): TemplateResult {
    const { sanctions: words } = this.say;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      ${this.failed()} ${this.items?.length === 0 ? html`<p class="soft">${words.empty}</p>` : nothing}
      <ul class="stack">
        ${repeat(
          this.items ?? [],
          ({ sanction }) => sanction,
          (sanction) => html`<li class="card">
            <passerby-sanction .shift=${this.shift} .sanction=${sanction} .changed=${() => void this.#read()}></passerby-sanction>
          </li>`,
        )}
      </ul>
      ${
        this.next !== null && (this.items?.length ?? 0) < most
          ? html`<div><button @click=${() => void this.#more()}>${words.more}</button></div>`
          : nothing
      }
    </section>`;
  }

  #read(): Promise<void> {
    return this.attempt(async () => {
      const { items, next } = await this.shift.api.read(`/sanctions?limit=${page}`, readSanctions);
      this.items = items;
      this.next = next;
    });
  }

  #more(): Promise<void> {
    const after = encodeURIComponent(this.next ?? "");
    return this.attempt(async () => {
      const { items, next } = await this.shift.api.read(`/sanctions?limit=${page}&after=${after}`, readSanctions);
      this.items = [...(this.items ?? []), ...items];
      this.next = next;
    });
  }
}
