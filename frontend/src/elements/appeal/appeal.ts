import { css, html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { showsNothing } from "../../chat/invisible.js";
import { type AppealAnswer, AppealApi } from "../../connection/appeal-api.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { formStyles } from "../shared/form-styles.js";

type Step = "writing" | "empty" | "sending" | AppealAnswer;

/** An appeal against a ban. The text stays until it has arrived. */
@customElement("passerby-appeal")
export class PasserbyAppeal extends PasserbyElement {
  static override styles = [
    baseStyles,
    formStyles,
    css`
      form {
        display: grid;
        gap: 0.6rem;
        padding-top: 0.9rem;
        border-top: 1px solid var(--passerby-line);
      }
      h2 {
        font-size: 1.2rem;
      }
      label {
        display: grid;
        gap: 0.3rem;
      }
      textarea {
        min-height: 6.5rem;
        padding: 0.7rem 0.9rem;
        border-radius: 16px;
      }
      button {
        justify-self: start;
      }
    `,
  ];

  /** The token that came with the ban. */
  @property() token = "";
  /** The server that banned the visitor. By default the page's own. */
  @property() server = "";

  @state() private step: Step = "writing";
  @state() private text = "";

  override render(): TemplateResult {
    const words = this.words.appeal;
    const over = this.step === "received" || this.step === "not-taken" || this.step === "refused";
    return html`<form @submit=${this.#submit} novalidate>
      <h2>${words.title}</h2>
      <label>
        ${words.label}
        <textarea maxlength="2000" ?disabled=${over} .value=${live(this.text)} @input=${this.#write}></textarea>
      </label>
      <p role="status">${this.#word()}</p>
      ${over ? "" : html`<button class="primary" ?disabled=${this.step === "sending"}>${words.send}</button>`}
    </form>`;
  }

  #word(): string {
    const words = this.words.appeal;
    switch (this.step) {
      case "writing":
        return "";
      case "empty":
        return words.empty;
      case "sending":
        return words.sending;
      case "received":
        return words.received;
      case "not-taken":
        return words.notTaken;
      case "refused":
        return words.refused;
      case "unavailable":
        return words.later;
      default: {
        const unknown: never = this.step;
        return unknown;
      }
    }
  }

  #write(event: InputEvent): void {
    if (event.target instanceof HTMLTextAreaElement) this.text = event.target.value;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = this.text.trim();
    if (showsNothing(text)) {
      this.step = "empty";
      return;
    }
    this.step = "sending";
    const api = new AppealApi(new URL("/api/appeals", this.server || location.origin).href);
    this.step = await api.send(this.token, text);
  }
}
