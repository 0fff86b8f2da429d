import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { type Found, readFound } from "../api/shapes.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import "./order.js";
import "./sanction.js";

/** Finds what somebody writes about who has only a receipt or a code. */
@customElement("passerby-search")
export class PasserbySearch extends LoadedSection {
  static override styles = [baseStyles, consoleStyles];

  @property({ attribute: false }) shift!: Shift;
  /** Shows a case. */
  @property({ attribute: false }) look: (id: string) => void = () => {};

  @state() private found: Found | undefined;
  @query("input") private readonly field!: HTMLInputElement;

  override firstUpdated(): void {
    this.field.focus();
  }

  override render(): TemplateResult {
    const { search } = this.say;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${search.title}</h2>
      <form class="card row" role="search" @submit=${this.#submit}>
        <label class="field">
          ${search.label}
          <input type="search" maxlength="200" autocomplete="off" spellcheck="false" required />
        </label>
        <button class="primary">${search.submit}</button>
      </form>
      ${this.failed()}
      <div role="status">${this.found ? this.#results(this.found) : nothing}</div>
    </section>`;
  }

  #results({ cases, sanctions }: Found): TemplateResult {
    const { say } = this;
    if (cases.length + sanctions.length === 0) return html`<p>${say.search.nothing}</p>`;
    return html`<ul class="stack">
      ${repeat(
        cases,
        (id) => id,
        (id) =>
          html`<li class="card row">${say.desk.case} <code>${id}</code>
            <button @click=${() => this.look(id)}>${say.look.title}</button>
            <passerby-order .shift=${this.shift} .whom=${{ about: id }} .label=${say.order.ofCase}></passerby-order></li>`,
      )}
      ${repeat(
        sanctions,
        ({ sanction }) => sanction,
        (sanction) => html`<li class="card">
          <passerby-sanction .shift=${this.shift} .sanction=${sanction} .changed=${() => void this.#search()}></passerby-sanction>
        </li>`,
      )}
    </ul>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    void this.#search();
  }

  #search(): Promise<void> {
    const wanted = this.field.value.trim();
    if (!wanted) return Promise.resolve();
    return this.attempt(
      async () => {
        this.found = await this.shift.api.read(`/search?for=${encodeURIComponent(wanted)}`, readFound);
      },
      () => {
        this.found = { cases: [], sanctions: [] };
      },
    );
  }
}
