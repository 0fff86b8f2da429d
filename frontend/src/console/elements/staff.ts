import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { formStyles } from "../../elements/shared/form-styles.js";
import { readInvitation, readStaff, type StaffMember } from "../api/shapes.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";

/** Who moderates: invitations, and the end of accounts. */
@customElement("passerby-staff")
export class PasserbyStaff extends LoadedSection {
  static override styles = [baseStyles, formStyles, consoleStyles];

  @property({ attribute: false }) shift!: Shift;
  @state() private members: readonly StaffMember[] = [];
  @state() private invitation: { readonly name: string; readonly address: string } | undefined;
  @state() private ending: string | undefined;
  @state() private problem: "exists" | "badName" | "lastAdmin" | undefined;
  @state() private copied = false;
  @query("form") private readonly form!: HTMLFormElement;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render(): TemplateResult {
    const { staff } = this.say;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title">${staff.title}</h2>
      ${this.failed()}
      <div role="alert" class="live">${this.problem ? html`<p class="problem">${staff[this.problem]}</p>` : nothing}</div>
      ${this.#invite()}
      <ul class="stack">
        ${repeat(
          this.members,
          ({ name }) => name,
          (member) => html`<li class="card row">${this.#member(member)}</li>`,
        )}
      </ul>
    </section>`;
  }

  #invite(): TemplateResult {
    const { staff, roles } = this.say;
    const { invitation } = this;
    return html`<form class="card stack" @submit=${this.#submit} aria-label=${staff.invite}>
      <div class="row">
        <label class="field">${staff.name}<input name="name" maxlength="32" autocomplete="off" autocapitalize="none" spellcheck="false" required /></label>
        <label class="field">${staff.role}
          <select name="role">
            ${Object.entries(roles).map(([role, name]) => html`<option value=${role}>${name}</option>`)}
          </select>
        </label>
      </div>
      <label class="check"><input type="checkbox" name="minors" />${staff.minors}</label>
      <div><button class="primary">${staff.submit}</button></div>
      <div role="status">
        ${
          invitation
            ? html`<p>${staff.link(invitation.name)}</p>
                <p class="row"><code>${invitation.address}</code>
                  <button type="button" @click=${() => void this.#copy(invitation.address)}>${this.copied ? staff.copied : staff.copy}</button></p>`
            : nothing
        }
      </div>
    </form>`;
  }

  #member({ name, role, state }: StaffMember): TemplateResult {
    const { staff, roles, states } = this.say;
    return html`<strong>${name}</strong> ${roles[role]}
      ${state === "invited" ? html`<span class="tag">${states.invited}</span>` : nothing}
      ${name === this.shift.name ? html`<span class="soft">${staff.yourself}</span>` : nothing}
      ${
        this.ending === name
          ? html`<span role="alert">${staff.sure(name)}</span>
              <button class="primary" @click=${() => void this.#end(name)}>${staff.yes}</button>
              <button @click=${() => (this.ending = undefined)}>${staff.no}</button>`
          : html`<button @click=${() => (this.ending = name)}>${staff.end}<span class="hidden-visually"> ${name}</span></button>`
      }`;
  }

  #read(): Promise<void> {
    return this.attempt(async () => {
      this.members = (await this.shift.api.read("/staff?limit=200", readStaff)).items;
    });
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    await this.attempt(
      async () => {
        const fields = new FormData(this.form);
        const name = String(fields.get("name")).trim().toLowerCase();
        const body = { name, role: fields.get("role"), ...(fields.get("minors") ? { permissions: ["minors"] } : {}) };
        this.problem = undefined;
        const { invite } = await this.shift.api.read("/staff", readInvitation, { method: "POST", body });
        this.invitation = { name, address: `${location.origin}/moderation/#invite=${invite}` };
        this.copied = false;
        this.form.reset();
        await this.#read();
      },
      ({ status }) => {
        this.problem = status === 409 ? "exists" : "badName";
      },
    );
  }

  async #copy(address: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      this.copied = true;
    } catch {
      // It can still be marked and copied by hand.
    }
  }

  async #end(name: string): Promise<void> {
    this.ending = undefined;
    this.problem = undefined;
    await this.attempt(
      async () => {
        await this.shift.api.do(`/staff/${encodeURIComponent(name)}`, { method: "DELETE" });
        await this.#read();
      },
      ({ code }) => {
        if (code === "last-admin") this.problem = "lastAdmin";
        else void this.#read();
      },
    );
  }
}
