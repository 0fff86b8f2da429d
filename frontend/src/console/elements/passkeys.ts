import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { anything, type Passkey, readPasskey, readPasskeys } from "../api/shapes.js";
import type { Refused } from "../api/staff-api.js";
import { Cancelled, KnownAlready } from "../shift/authenticator.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import { moment } from "./told.js";

type Problem = "proof" | "exists" | "full" | "elsewhere" | "failed";

/** The moderator's own passkeys. Making one asks for password and code again. */
@customElement("passerby-passkeys")
export class PasserbyPasskeys extends LoadedSection {
  static override styles = [baseStyles, consoleStyles];

  @property({ attribute: false }) shift!: Shift;
  @state() private passkeys: readonly Passkey[] | undefined;
  @state() private problem: Problem | undefined;
  @state() private making = false;
  @query("form") private readonly form!: HTMLFormElement;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render(): TemplateResult {
    const { passkeys: words } = this.say;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      <p class="soft">${words.explain}</p>
      ${this.failed()}
      ${this.passkeys?.length === 0 ? html`<p class="soft">${words.empty}</p>` : nothing}
      <ul class="stack">
        ${repeat(
          this.passkeys ?? [],
          ({ passkey }) => passkey,
          (passkey) => html`<li class="card row">${this.#passkey(passkey)}</li>`,
        )}
      </ul>
      ${this.shift.authenticator.usable ? this.#form() : html`<p>${words.unusable}</p>`}
    </section>`;
  }

  #passkey({ passkey, label, addedAt, usedAt, synced }: Passkey): TemplateResult {
    const { say, speech } = this;
    const { passkeys: words } = say;
    return html`<strong>${label}</strong>
      <span class="soft">
        ${words.added(moment(speech, addedAt))} ·
        ${usedAt === null ? words.unused : words.used(moment(speech, usedAt))}${synced ? ` · ${words.synced}` : ""}
      </span>
      <button @click=${() => void this.#remove(passkey)}>
        ${words.remove}<span class="hidden-visually"> ${label}</span>
      </button>`;
  }

  #form(): TemplateResult {
    const { passkeys: words, login } = this.say;
    return html`<form class="card stack" @submit=${this.#submit} aria-label=${words.add}>
      <div class="row">
        <label class="field">${words.label}<input name="label" maxlength="64" autocomplete="off" required /></label>
        <label class="field">
          ${login.password}<input name="password" type="password" autocomplete="current-password" required />
        </label>
        <label class="field">
          ${login.code}
          <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required />
        </label>
      </div>
      <div role="alert" class="live">
        ${this.problem ? html`<p class="problem">${words.problems[this.problem]}</p>` : nothing}
      </div>
      <div><button class="primary" ?disabled=${this.making}>${words.add}</button></div>
    </form>`;
  }

  #read(): Promise<void> {
    return this.attempt(async () => {
      this.passkeys = (await this.shift.api.read("/passkeys", readPasskeys)).items;
    });
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.making) return;
    const fields = new FormData(this.form);
    const said = (name: string): string => String(fields.get(name) ?? "").trim();
    const proof = { password: String(fields.get("password") ?? ""), code: said("code").replace(/\s/g, "") };
    this.making = true;
    this.problem = undefined;
    try {
      await this.attempt(
        () => this.#make(said("label"), proof),
        (refusal) => {
          this.problem = problemOf(refusal);
        },
      );
    } finally {
      this.making = false;
    }
  }

  async #make(label: string, proof: object): Promise<void> {
    const { api, authenticator } = this.shift;
    const options = await api.read("/passkeys/options", anything, { method: "POST", body: proof });
    try {
      const credential = await authenticator.make(options);
      await api.read("/passkeys", readPasskey, { method: "POST", body: { label, credential } });
    } catch (e) {
      if (e instanceof KnownAlready) this.problem = "exists";
      else if (!(e instanceof Cancelled)) throw e;
      return;
    }
    this.form.reset();
    await this.#read();
  }

  #remove(passkey: string): Promise<void> {
    return this.attempt(
      async () => {
        await this.shift.api.do(`/passkeys/${encodeURIComponent(passkey)}`, { method: "DELETE" });
        await this.#read();
      },
      () => void this.#read(),
    );
  }
}

function problemOf({ code }: Refused): Problem {
  if (code === "wrong-proof") return "proof";
  if (code === "passkey-exists") return "exists";
  if (code === "too-many") return "full";
  return code === "no-passkeys" ? "elsewhere" : "failed";
}
