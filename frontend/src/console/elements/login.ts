import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { Away, Refused } from "../api/staff-api.js";
import { Cancelled } from "../shift/authenticator.js";
import type { Shift } from "../shift/shift.js";
import { ConsoleElement } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";

type Step = "writing" | "sending" | "wrong" | "away" | "passkey-wrong" | "elsewhere" | { readonly wait: number };

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
      <div class="row">
        <button class="primary" ?disabled=${this.step === "sending"}>${words.submit}</button>
        ${
          this.shift.authenticator.usable
            ? html`<button type="button" ?disabled=${this.step === "sending"} @click=${() => void this.#byPasskey()}>
                ${words.passkey}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  #problem(): string | typeof nothing {
    const { wrong, away, tooMany, passkeyWrong, elsewhere } = this.say.login;
    if (typeof this.step === "object") return tooMany(this.speech.duration(this.step.wait));
    if (this.step === "wrong") return wrong;
    if (this.step === "passkey-wrong") return passkeyWrong;
    if (this.step === "elsewhere") return elsewhere;
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
    await this.#try(
      () => this.shift.login(name, password, code.replace(/\s/g, "")),
      () => "wrong",
    );
    if (this.step === "writing") return;
    // A code is taken once, whatever else was wrong.
    this.codeField.value = "";
    this.codeField.focus();
  }

  #byPasskey(): Promise<void> {
    return this.#try(
      () => this.shift.loginByPasskey(),
      ({ code }) => (code === "no-passkeys" ? "elsewhere" : "passkey-wrong"),
    );
  }

  async #try(login: () => Promise<void>, refused: (refusal: Refused) => Step): Promise<void> {
    this.step = "sending";
    // Also after what nobody expects: another try may do better.
    let then: Step = "writing";
    try {
      await login();
    } catch (e) {
      if (e instanceof Away) then = e.tooMany ? { wait: e.retryAfter } : "away";
      else if (e instanceof Refused) then = refused(e);
      else if (!(e instanceof Cancelled)) throw e;
    } finally {
      this.step = then;
    }
  }
}
