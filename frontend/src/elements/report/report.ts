import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Encounter } from "../../chat/encounters.js";
import { showsNothing } from "../../chat/invisible.js";
import type { ReportReason } from "../../protocol/values.js";
import "../dialog/dialog.js";
import type { PasserbyDialog } from "../dialog/dialog.js";
import { actionStyles } from "../shared/action-styles.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { BlockEvent, ReportEvent } from "../shared/events.js";
import { formStyles } from "../shared/form-styles.js";
import { flagIcon } from "../shared/icons.js";

const reasons: readonly ReportReason[] = ["nudity", "minor", "harassment", "spam", "violence", "self-harm", "other"];

/** Reports a partner to the moderators: the first press opens the reasons, the second sends. */
@customElement("passerby-report")
export class PasserbyReport extends PasserbyElement {
  static override styles = [
    baseStyles,
    actionStyles,
    formStyles,
    css`
      .reasons {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr));
        gap: 0.5rem;
        margin: 0.8rem 0;
      }
      .reasons button {
        min-height: 48px;
        padding: 0.4rem 0.9rem;
        border-radius: 14px;
        text-align: start;
      }
      label {
        display: block;
        font-size: 0.95rem;
      }
      textarea {
        min-height: 4.2rem;
        margin-top: 0.3rem;
        padding: 0.6rem 0.8rem;
      }
      .check {
        gap: 0.6rem;
        min-height: 44px;
      }
    `,
  ];

  @property({ attribute: false }) about: Encounter | undefined;
  /** Takes a picture of what the visitor sees. Not set where there is nothing to see. */
  @property({ attribute: false }) takePicture: (() => string | undefined) | undefined;

  @state() private note = "";
  @state() private withPicture = true;
  @query("passerby-dialog") private readonly dialog!: PasserbyDialog;

  override render(): TemplateResult {
    const words = this.words.report;
    return html`
      <button class="action" title=${words.report} @click=${() => this.dialog.show()}>
        ${flagIcon}<span class="label">${words.report}</span>
      </button>
      <passerby-dialog .heading=${words.title}>${this.#body()}</passerby-dialog>
    `;
  }

  #body(): TemplateResult {
    return html`${this.#step()} ${this.about?.worried ? this.#help(this.about.help ?? []) : nothing}`;
  }

  /** For whoever worries about somebody, before the server has answered. */
  #help(lines: readonly string[]): TemplateResult {
    return html`<p>${this.words.report.help}</p>
      ${lines.length > 0 ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}`;
  }

  #step(): TemplateResult {
    const words = this.words.report;
    const step = this.about?.report ?? "none";
    if (step === "asked") return html`<p role="status">${words.sending}</p>`;
    if (step === "done") return html`<p role="status">${words.received}</p>${this.#ways()}`;
    if (step === "refused" || step === "too-late") {
      return html`<p role="alert">${step === "refused" ? words.refused : words.tooLate}</p>${this.#ways()}`;
    }
    return html`
      ${step === "later" ? html`<p class="problem" role="alert">${words.later}</p>` : nothing}
      <p class="soft">${words.hint}</p>
      ${
        this.takePicture
          ? html`<label class="check">
              <input type="checkbox" .checked=${live(this.withPicture)} @change=${this.#togglePicture} />
              <span>${words.picture}</span>
            </label>`
          : nothing
      }
      <label>${words.note}<textarea maxlength="500" .value=${live(this.note)} @input=${this.#write}></textarea></label>
      <div class="reasons">
        ${reasons.map((reason) => html`<button @click=${() => this.#send(reason)}>${words.reasons[reason]}</button>`)}
      </div>
    `;
  }

  /** What can be done next. */
  #ways(): TemplateResult {
    const { block, page } = this.words;
    const blockable = this.about && (this.about.block === "none" || this.about.block === "later");
    return html`<div class="row">
      ${blockable ? html`<button @click=${this.#block}>${block.too}</button>` : nothing}
      <button class="primary" @click=${() => this.dialog.close()}>${page.done}</button>
    </div>`;
  }

  #block(): void {
    this.dialog.close();
    if (this.about) this.dispatchEvent(new BlockEvent(this.about.room.room));
  }

  #send(reason: ReportReason): void {
    if (!this.about) return;
    const snapshot = this.withPicture ? this.takePicture?.() : undefined;
    this.dispatchEvent(
      new ReportEvent(this.about.room.room, {
        reason,
        ...(showsNothing(this.note) ? {} : { note: this.note.trim() }),
        ...(snapshot === undefined ? {} : { snapshot }),
      }),
    );
    this.note = "";
    this.dialog.refocus();
  }

  #write(event: InputEvent): void {
    if (event.target instanceof HTMLTextAreaElement) this.note = event.target.value;
  }

  #togglePicture(event: Event): void {
    this.withPicture = event.target instanceof HTMLInputElement && event.target.checked;
  }
}
