import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { Away, Refused } from "../api/staff-api.js";
import type { Shift } from "../shift/shift.js";
import { ConsoleElement } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";

type Step = "writing" | "sending" | "wrong" | "away" | { readonly wait: number };

/** Name, password and one-time code. In mid-shift it asks for the same moderator again. */
@customElement("passerby-login")
export class PasserbyLogin extends ConsoleElement {
  static override styles = [
    baseStyles,
    consoleStyles,
    css`
      form {
        display: grid;
        gap: 0.9rem;
      }
      button.primary {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) shift!: Shift;
  /** Whose login has ended. Empty when somebody begins. */
  @property() again = "";

  @state() private step: Step = "writing";
  @query("input[name=name]") private readonly nameField!: HTMLInputElement;
  @query("input[name=password]") private readonly passwordField!: HTMLInputElement;
  @query("input[name=code]") private readonly codeField!: HTMLInputElement;

  override firstUpdated(): void {
    (this.again ? this.passwordField : this.nameField).focus();
  }

  override render(): TemplateResult {
    const words = this.say.login;
    return html`<form @submit=${this.#submit} novalidate>
      ${this.again ? html`<p>${words.ended(this.again)}</p>` : nothing}
      <label class="field">
        ${words.name}
        <input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required
          .value=${this.again} ?readonly=${this.again !== ""} />
      </label>
      <label class="field">
        ${words.password}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <label class="field">
        ${words.code}
        <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required
          aria-describedby="hint" />
        <span class="soft" id="hint">${words.codeHint}</span>
      </label>
      <p class="problem" role="alert">${this.#problem()}</p>
      <button class="primary" ?disabled=${this.step === "sending"}>${words.submit}</button>
    </form>`;
  }

  #problem(): string | typeof nothing {
    const { wrong, away, tooMany } = this.say.login;
    if (typeof this.step === "object") return tooMany(this.speech.duration(this.step.wait));
    if (this.step === "wrong") return wrong;
    return this.step === "away" ? away : nothing;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.step === "sending") return;
    const [name, password, code] = [this.nameField.value, this.passwordField.value, this.codeField.value];
    if (!name || !password || !code) {
      [this.nameField, this.passwordField, this.codeField].find(({ value }) => !value)?.focus();
      return;
    }
    this.step = "sending";
    try {
      await this.shift.login(name, password, code.replace(/\s/g, ""));
      this.step = "writing";
    } catch (e) {
      if (e instanceof Away) this.step = e.tooMany ? { wait: e.retryAfter } : "away";
      else if (e instanceof Refused) this.step = "wrong";
      else throw e;
      // A code is taken once, whatever else was wrong.
      this.codeField.value = "";
      this.codeField.focus();
    }
  }
}
