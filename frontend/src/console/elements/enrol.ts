import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import type { Enrolled } from "../api/shapes.js";
import { Away, Refused } from "../api/staff-api.js";
import type { Shift } from "../shift/shift.js";
import { ConsoleElement } from "./console-element.js";
import { consoleStyles } from "./console-styles.js";
import { qrCode, qrStyles } from "./qr-code.js";

/** Turns an invitation into an account, and shows the key of one-time codes this once. */
@customElement("passerby-enrol")
export class PasserbyEnrol extends ConsoleElement {
  static override styles = [baseStyles, consoleStyles, qrStyles];

  @property({ attribute: false }) shift!: Shift;
  @property() invite = "";
  /** Called when the key was taken down. */
  @property({ attribute: false }) done: () => void = () => {};

  @state() private enrolled: Enrolled | undefined;
  @state() private problem: "weak" | "used" | "away" | undefined;
  @state() private sending = false;
  @query("input[name=password]") private readonly password!: HTMLInputElement;

  override render(): TemplateResult {
    return this.enrolled ? this.#key(this.enrolled) : this.#form();
  }

  #form(): TemplateResult {
    const { enrol, login } = this.say;
    const problems = { weak: enrol.weak, used: enrol.used, away: login.away };
    // Password managers keep the name beside the password.
    const [name = ""] = this.invite.split("~");
    return html`<form class="stack" @submit=${this.#submit} novalidate>
      <p id="explain">${enrol.explain}</p>
      <input class="hidden-visually" name="username" autocomplete="username" tabindex="-1" aria-hidden="true" .value=${name} />
      <label class="field">
        ${enrol.password}
        <input name="password" type="password" autocomplete="new-password" minlength="12" maxlength="256"
          aria-describedby="explain" required />
      </label>
      <p class="problem" role="alert">${this.problem ? problems[this.problem] : nothing}</p>
      <div><button class="primary" ?disabled=${this.sending}>${enrol.submit}</button></div>
    </form>`;
  }

  #key({ name, totp }: Enrolled): TemplateResult {
    const { enrol } = this.say;
    const secret = new URLSearchParams(totp.split("?")[1] ?? "").get("secret") ?? totp;
    return html`<div class="stack">
      <h2>${enrol.keyTitle(name)}</h2>
      <p>${enrol.key}</p>
      <p><code class="key" dir="ltr">${secret.replace(/(.{4})/g, "$1 ").trim()}</code></p>
      <p>${enrol.scan}</p>
      ${qrCode(totp, enrol.picture)}
      <p><a href=${totp}>${enrol.open}</a></p>
      <div><button class="primary" @click=${() => this.done()}>${enrol.done}</button></div>
    </div>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    this.problem = undefined;
    try {
      this.enrolled = await this.shift.enrol(this.invite, this.password.value);
    } catch (e) {
      if (e instanceof Away) this.problem = "away";
      else if (e instanceof Refused) this.problem = e.code === "bad-invite" ? "used" : "weak";
      else throw e;
    } finally {
      this.sending = false;
    }
  }
}
