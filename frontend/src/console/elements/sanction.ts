import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../../elements/shared/base-styles.js";
import type { Sanction } from "../api/shapes.js";
import type { Refused } from "../api/staff-api.js";
import type { Shift } from "../shift/shift.js";
import { consoleStyles } from "./console-styles.js";
import { LoadedSection } from "./loaded.js";
import "./order.js";
import { kindWord, moment, reasonWord } from "./told.js";

/** A sanction, and what can be done with it. */
@customElement("passerby-sanction")
export class PasserbySanction extends LoadedSection {
  static override styles = [baseStyles, consoleStyles];

  @property({ attribute: false }) shift!: Shift;
  @property({ attribute: false }) sanction!: Sanction;
  /** Called when it has changed. */
  @property({ attribute: false }) changed: () => void = () => {};

  @state() private lifting = false;
  @state() private problem: "own" | "none" | undefined;
  @query("input[name=why]") private readonly why!: HTMLInputElement | null;

  override render(): TemplateResult {
    const { sanction, say, speech } = this;
    const { sanctions: words } = say;
    const { until, lifted, confirmedBy, statement, state } = sanction;
    return html`<article class="stack">
      <p>
        <strong>${kindWord(say, sanction.kind)}</strong> · ${reasonWord(say, sanction.reason)}
        <span class="tag">${say.states[state]}</span><br />
        <span class="soft">
          ${moment(speech, sanction.start)}, ${until === null ? words.forEver : words.until(moment(speech, until))} ·
          ${words.by(sanction.by)}${confirmedBy ? html` · ${words.confirmedBy(confirmedBy)}` : nothing}
        </span>
      </p>
      ${statement ? html`<blockquote>${statement}</blockquote>` : nothing}
      ${lifted ? html`<p class="soft">${words.lifted(lifted.by, lifted.why)}</p>` : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${words[this.problem]}</p>` : nothing} ${this.failed()}
      ${state === "active" || state === "pending" ? this.#actions() : nothing} ${this.#another()}
    </article>`;
  }

  /** One more for who can be named still: of addresses only tags are known. */
  #another(): TemplateResult | typeof nothing {
    const named = (kind: string): string | undefined =>
      this.sanction.subjects.find((subject) => subject.kind === kind)?.value;
    const session = named("session");
    const device = named("device");
    if (session === undefined && device === undefined) return nothing;
    const whom = { ...(session === undefined ? {} : { session }), ...(device === undefined ? {} : { device }) };
    return html`<passerby-order .shift=${this.shift} .whom=${whom} .label=${this.say.order.ofSanction} .made=${this.changed}></passerby-order>`;
  }

  #actions(): TemplateResult {
    const { sanctions: words } = this.say;
    if (this.lifting) {
      return html`<form class="row" @submit=${this.#lift}>
        <label class="field">${words.why}<input name="why" maxlength="500" required /></label>
        <button class="primary">${words.lift}</button>
      </form>`;
    }
    return html`<div class="row">
      ${
        this.sanction.state === "pending"
          ? html`<button class="primary" @click=${() => void this.#confirm()}>${words.confirm}</button>`
          : nothing
      }
      <button @click=${this.#ask}>${words.lift}</button>
    </div>`;
  }

  async #ask(): Promise<void> {
    this.lifting = true;
    await this.updateComplete;
    this.why?.focus();
  }

  #confirm(): Promise<void> {
    const path = `/sanctions/${encodeURIComponent(this.sanction.sanction)}/confirmation`;
    return this.attempt(
      async () => {
        await this.shift.api.do(path, { method: "POST" });
        this.changed();
      },
      (refusal) => this.#refused(refusal),
    );
  }

  async #lift(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    await this.attempt(
      async () => {
        const why = this.why?.value.trim();
        if (!why) return;
        await this.shift.api.do(`/sanctions/${encodeURIComponent(this.sanction.sanction)}`, {
          method: "DELETE",
          body: { why },
        });
        this.lifting = false;
        this.changed();
      },
      (refusal) => this.#refused(refusal),
    );
  }

  #refused({ code }: Refused): void {
    this.problem = code === "own-decision" ? "own" : "none";
  }
}
