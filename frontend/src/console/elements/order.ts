import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import { focused } from "../../elements/shared/focus-return.js";
import { formStyles } from "../../elements/shared/form-styles.js";
import { readSanctionMade, reasons } from "../api/shapes.js";
import { measures } from "../shift/measures.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import { measureWord } from "./told.js";

/** Whom a sanction is for: the subject of a case, or a visitor who is known by an id. */
export interface Whom {
  readonly about?: string;
  readonly session?: string;
  readonly device?: string;
}

/** A sanction that needs no case. */
@customElement("passerby-order")
export class PasserbyOrder extends LoadedSection {
  static override styles = [baseStyles, formStyles, consoleStyles];

  @property({ attribute: false }) shift!: Shift;
  @property({ attribute: false }) whom!: Whom;
  /** What opens the form. */
  @property({ attribute: false }) label = "";
  /** Called when one was made. */
  @property({ attribute: false }) made: () => void = () => {};
  @state() private open = false;
  @state() private told: "made" | "pending" | undefined;
  @state() private refusal: string | undefined;
  /** Of the sanction that is being made: the same order sent again counts once. */
  #id = "";

  override render(): TemplateResult {
    const { order } = this.say;
    return html`<div role="status">${this.told ? html`<p>${order[this.told]}</p>` : nothing}</div>
      ${this.open ? this.#form() : html`<button @click=${this.#begin}>${this.label}</button>`}`;
  }

  #form(): TemplateResult {
    const { say, speech } = this;
    const { order } = say;
    return html`<form class="stack" @submit=${this.#make} @input=${this.#changed}>
      <p class="soft">${order.explain}</p>
      <label class="field">${order.reason}
        <select name="reason" required>
          <option value="">${order.choose}</option>
          ${reasons.map((reason) => html`<option value=${reason}>${say.reasons[reason]}</option>`)}
        </select>
      </label>
      <label class="field">${order.measure}
        <select name="measure">
          ${measures.map((measure, index) => html`<option value=${index}>${measureWord(say, speech, measure)}</option>`)}
        </select>
      </label>
      <label class="field">${order.statement}<textarea name="statement" maxlength="1000"></textarea></label>
      ${this.refusal ? html`<p class="problem" role="alert">${order.refused(this.refusal)}</p>` : nothing} ${this.failed()}
      <div><button class="primary">${order.make}</button></div>
    </form>`;
  }

  async #begin(): Promise<void> {
    this.open = true;
    this.told = undefined;
    this.#changed();
    await this.updateComplete;
    this.renderRoot.querySelector("select")?.focus();
  }

  /** Another order is another sanction. */
  #changed(): void {
    this.#id = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
  }

  async #make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    await this.attempt(
      async () => {
        // Another attempt sends what the form says by then.
        const body = this.#ordered(form);
        if (!body) return;
        this.refusal = undefined;
        const { state } = await this.shift.api.read("/sanctions", readSanctionMade, { method: "POST", body });
        const held = focused()?.getRootNode() === this.renderRoot;
        this.open = false;
        this.told = state === "pending" ? "pending" : "made";
        this.made();
        await this.updateComplete;
        if (held) this.renderRoot.querySelector("button")?.focus();
      },
      ({ message }) => {
        this.refusal = message;
      },
    );
  }

  /** What the form asks the server for. Undefined while it names no reason. */
  #ordered(form: HTMLFormElement): object | undefined {
    const fields = new FormData(form);
    const measure = measures[Number(fields.get("measure"))];
    const reason = String(fields.get("reason"));
    if (!measure || !reason) return undefined;
    const statement = String(fields.get("statement")).trim();
    const mutes = { "mute-text": "text", "mute-media": "media" } as Readonly<Record<string, string>>;
    const muted = mutes[measure.kind];
    return {
      sanction: this.#id,
      ...this.whom,
      ...(muted ? { kind: "mute", mutes: muted } : { kind: measure.kind }),
      // A warning is told once, and remembered for a day.
      minutes: measure.minutes ?? 24 * 60,
      reason,
      ...(statement ? { statement } : {}),
    };
  }
}
