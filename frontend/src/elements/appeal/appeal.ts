import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { showsNothing } from "../../chat/invisible.js";
import { type AppealAnswer, AppealApi, type AppealStatus, type StepReasons } from "../../connection/appeal-api.js";
import { baseStyles } from "../shared/base-styles.js";
import { PasserbyElement } from "../shared/element.js";
import { RetryEvent } from "../shared/events.js";
import { formStyles } from "../shared/form-styles.js";

type Step = "writing" | "empty" | "sending" | AppealAnswer;

/** How often to look for a moderator's answer, in milliseconds. */
const lookEvery = 300_000;

/** An appeal against a moderator's step, and the answer to it. The text stays until it has arrived. */
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
      blockquote {
        margin: 0 0 0.6rem;
        padding-inline-start: 0.8rem;
        border-inline-start: 3px solid var(--passerby-line);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      code {
        font-size: 1.1em;
        white-space: nowrap;
        user-select: all;
      }
    `,
  ];

  /** The token that came with the step. */
  @property() token = "";
  /** The same for the visitor to write down. */
  @property() code = "";
  /** The server that banned the visitor. By default the page's own. */
  @property() server = "";

  @state() private step: Step = "writing";
  @state() private text = "";
  @state() private known: AppealStatus | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
    this.#looking = setInterval(() => void this.#look(), lookEvery);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#looking);
  }

  override render(): TemplateResult {
    const { known } = this;
    return html`${known?.statement ? html`<blockquote>${known.statement}</blockquote>` : nothing}
    ${known?.reasons ? html`<p class="soft reasons">${this.#reasons(known.reasons)}</p>` : nothing}
    ${known && known.state !== "none" && this.step !== "sending" ? this.#outcome(known) : this.#form()}`;
  }

  #reasons({ basis, source, foundByMachine, decidedByMachine }: StepReasons): string {
    const { reasons } = this.words.appeal;
    if (basis === "lost") return reasons.lost;
    const people = basis === "reporters-unknown" ? reasons.reports : reasons.people;
    const found = [
      source === "SOURCE_VOLUNTARY" ? undefined : people,
      foundByMachine ? reasons.rule : undefined,
    ].filter((each) => each !== undefined);
    return [...(found.length > 0 ? found : [reasons.none]), decidedByMachine ? reasons.machine : reasons.person].join(
      " ",
    );
  }

  /** What was said, and what a moderator has answered. */
  #outcome({ state, text, answer, lifted }: AppealStatus): TemplateResult {
    const { appeal: words, closed } = this.words;
    return html`<div role="status">
      <h2>${state === "none" ? nothing : words.states[state]}</h2>
      ${text ? html`<blockquote>${text}</blockquote>` : nothing}
      ${answer ? html`<p>${words.answer}</p><blockquote>${answer}</blockquote>` : nothing}
      ${
        lifted
          ? html`<button class="primary" @click=${() => this.dispatchEvent(new RetryEvent())}>${closed.back}</button>`
          : nothing
      }
    </div>`;
  }

  #form(): TemplateResult {
    const words = this.words.appeal;
    const over = this.step === "received" || this.step === "not-taken" || this.step === "refused";
    return html`<form @submit=${this.#submit} novalidate>
      <h2>${words.title}</h2>
      ${this.known?.sameModerator ? html`<p class="soft">${words.sameModerator}</p>` : nothing}
      ${this.code ? html`<p class="soft">${words.code} <code dir="ltr">${this.code}</code></p>` : nothing}
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
    this.step = await this.#api().send(this.token, text);
    if (this.step === "received" || this.step === "refused") await this.#look();
  }

  async #look(): Promise<void> {
    if (this.token !== "") this.known = (await this.#api().read(this.token)) ?? this.known;
  }

  #api(): AppealApi {
    return new AppealApi(new URL("/api/appeals", this.server || location.origin).href);
  }
}
